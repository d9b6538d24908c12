// One row a process.

const cellNames = ["name", "state", "uptime", "restarts", "cpu", "memory", "pid", "port", "integer", "exit", "actions"];
const numberCells = new Set(["uptime", "restarts", "cpu", "memory", "pid", "port", "integer"]);
const cellLabels = { uptime: "up", restarts: "restarts", cpu: "CPU", memory: "memory", pid: "PID", port: "port", integer: "int", exit: "last" };

class ProcessRow {
    constructor(process) {
        this.name = process.name;
        this.key = `process ${process.name}`;
        this.shape = shape("waiting", "shape");
        this.word = make("span", { class: "word" });
        this.later = make("span", { class: "later" });
        this.problem = make("span", { class: "problem" });
        this.tag = make("span", { class: "tag", hidden: true }, "stand-in");
        this.logsButton = shapeButton("lines", `Log of ${process.name}`, () => logs.show(process.name), "quiet");
        this.restartButton = shapeButton("restart", `Restart ${process.name}`, () => this.restart(), "quiet");
        this.moreButton = shapeButton("more", `More for ${process.name}`, button => menu.open(button, process.name, offers.ofProcess(this.process)), "quiet");
        setAttribute(this.moreButton, "aria-haspopup", "menu");
        this.cells = {};
        for (const name of cellNames) {
            const isName = name === "name";
            this.cells[name] = make(isName ? "th" : "td", {
                class: numberCells.has(name) ? `${name} number` : name,
                role: isName ? "rowheader" : "cell",
                scope: isName ? "row" : null,
                "data-label": cellLabels[name],
            });
        }
        this.cells.name.append(make("bdi", { title: process.name }, visible(process.name)));
        this.cells.state.append(make("span", { class: "said" }, make("span", { class: "stand" }, this.shape, this.word), this.later, this.tag, this.problem));
        this.cells.actions.append(make("span", { class: "buttons" }, this.logsButton, this.restartButton, this.moreButton));
        this.element = make("tr", { role: "row", class: "process", tabindex: "-1", "data-key": this.key, "data-process": process.name }, ...Object.values(this.cells));
    }

    restart() {
        return this.process.wanted ? operations.restart(this.name) : operations.start(this.name);
    }

    update(process) {
        this.process = process;
        const tone = toneOf(process);
        setAttribute(this.element, "data-tone", tone);
        setAttribute(this.element, "data-state", process.state);
        setAttribute(this.shape, "class", `shape ${tone}`);
        setShape(this.shape, stateShape(process.state));
        setText(this.word, standing(process));
        setText(this.problem, visible(process.problem ?? ""));
        setAttribute(this.problem, "title", process.problem);
        setAttribute(this.tag, "hidden", !process.standIn);
        setLabel(this.restartButton, `${process.wanted ? "Restart" : "Start"} ${process.name}`);
        setShape(this.restartButton.firstElementChild, process.wanted ? "restart" : "resume");
        this.number("restarts", process.restarts === 0 ? "0" : process.restarts.toLocaleString("en"), process.restarts === 0);
        this.number("cpu", percent(process.cpuPercent));
        this.number("memory", bytes(process.residentBytes));
        this.number("pid", numberOf(process.pid));
        this.number("port", numberOf(process.port));
        this.number("integer", numberOf(process.uniqueInt));
        this.number("exit", exitWords(process.lastExit));
        this.cells.cpu.style.setProperty("--busy", Math.min(1, (process.cpuPercent ?? 0) / 100).toFixed(2));
        this.tick();
    }

    number(cell, text, dim) {
        setText(this.cells[cell], text);
        this.cells[cell].classList.toggle("none", dim ?? text === unknown);
    }

    /** What changes with time alone. */
    tick() {
        const { startedAt, nextRestartAt, state } = this.process;
        this.number("uptime", startedAt === null ? unknown : duration((clock.now() - Date.parse(startedAt)) / 1000));
        const wait = state === "backoff" && nextRestartAt !== null ? Math.ceil((Date.parse(nextRestartAt) - clock.now()) / 1000) : 0;
        setText(this.later, wait > 0 ? `again in ${duration(wait)}` : "");
    }
}
