// One row a process type, above the rows of its processes, with + and −.

const manyAtOnce = 50;

class TypeRow {
    constructor(type) {
        const name = this.name = type.name;
        this.key = `type ${name}`;
        this.opener = shapeButton("open", `Processes of ${name}`, () => table.toggle(name), "quiet opener");
        this.label = make("span", { class: "label" });
        this.tag = make("span", { class: "tag" });
        this.strip = make("span", { class: "strip", role: "img" });
        this.census = make("span", { class: "census" });
        this.problem = make("span", { class: "problem" });
        this.cpu = make("td", { class: "cpu number", role: "cell", "data-label": "CPU" });
        this.memory = make("td", { class: "memory number", role: "cell", "data-label": "memory" });
        this.minus = shapeButton("minus", `Take one ${name} away`, () => this.takeAway(), "minus");
        this.count = make("button", { type: "button", class: "wished" });
        this.count.addEventListener("click", () => this.askCount());
        this.plus = shapeButton("plus", `Add one ${name}`, () => this.add(), "plus");
        this.pauseButton = shapeButton("pause", `Pause ${name}`, () => this.pauseOrResume(), "quiet");
        this.logsButton = shapeButton("lines", `Logs of ${name}`, () => logs.show(name), "quiet");
        this.restartButton = shapeButton("restart", `Restart ${name}`, () => operations.restart(name), "quiet");
        this.moreButton = shapeButton("more", `More for ${name}`, button => menu.open(button, name, offers.ofType(this.type, this.processes)), "quiet");
        setAttribute(this.moreButton, "aria-haspopup", "menu");
        this.stepper = make("span", { class: "stepper", role: "group", "aria-label": `Number of ${name}` }, this.minus, this.count, this.plus);
        this.element = make("tr", { role: "row", class: "type", tabindex: "-1", "data-key": this.key, "data-type": name },
            make("th", { class: "name", role: "rowheader", scope: "rowgroup" }, this.opener, make("bdi", { title: name }, visible(name)), this.label),
            make("td", { class: "state", role: "cell", colspan: "3" }, this.tag, this.strip, this.census, this.problem),
            this.cpu, this.memory,
            make("td", { class: "controls", role: "cell", colspan: "5" },
                make("span", { class: "buttons" }, this.stepper, this.pauseButton, this.logsButton, this.restartButton, this.moreButton)));
        this.body = make("tbody", { role: "rowgroup", "data-type": name }, this.element);
    }

    update(type, processes, open) {
        this.type = type;
        this.processes = processes;
        // A paused type may say that it wishes none: it will wish again what it wished when it was last seen at work.
        if (!type.paused || type.count > 0)
            this.wished = type.count;
        this.element.classList.toggle("paused", type.paused);
        setAttribute(this.opener, "aria-expanded", String(open));
        setAttribute(this.opener, "aria-disabled", processes.length === 0 ? "true" : null);
        setText(this.label, type.label && type.label !== type.name ? visible(type.label) : "");
        setText(this.tag, type.paused ? "Paused" : type.rolling ? "Replacing one by one" : "");
        setText(this.census, this.summary());
        setText(this.problem, visible(type.problem ?? ""));
        this.drawStrip(!open);
        this.number(this.cpu, percent(sum(processes, "cpuPercent")));
        this.number(this.memory, bytes(sum(processes, "residentBytes")));
        setText(this.count, numberOf(this.wished));
        setLabel(this.count, `${type.name}: ${type.paused ? "paused" : `${type.count} wished`}; wish another number`);
        setAttribute(this.minus, "aria-disabled", type.paused || type.count === 0 ? "true" : null);
        setAttribute(this.plus, "aria-disabled", type.paused ? "true" : null);
        setLabel(this.pauseButton, `${type.paused ? "Resume" : "Pause"} ${type.name}`);
        setShape(this.pauseButton.firstElementChild, type.paused ? "resume" : "pause");
    }

    summary() {
        const said = census(this.processes);
        if (this.type.paused)
            return [this.wished === undefined ? "" : `${this.wished} when resumed`, said].filter(part => part !== "").join("; now ");
        return said === "" ? "none" : said;
    }

    number(cell, text) {
        setText(cell, text);
        cell.classList.toggle("none", text === unknown);
    }

    /** A closed type shows each of its processes as a shape. */
    drawStrip(shown) {
        const states = shown ? this.processes.map(process => `${toneOf(process)} ${stateShape(process.state)}`).join() : "";
        if (states === this.drawn)
            return;
        this.drawn = states;
        this.strip.replaceChildren(...shown ? this.processes.map(process => shape(stateShape(process.state), `shape ${toneOf(process)}`)) : []);
        setAttribute(this.strip, "aria-label", `${this.name}: ${census(this.processes)}`);
    }

    add() {
        if (this.type.paused)
            this.askToResume();
        else
            operations.add(this.name);
    }

    takeAway() {
        if (this.type.paused)
            this.askToResume();
        else if (this.type.count > 0)
            operations.takeAway(this.name);
    }

    /** One more than none would end the pause with one alone: hardly what is meant. */
    askToResume() {
        messages.hint(`${this.name} is paused: resume it first (p), or wish a number (#).`);
    }

    pauseOrResume() {
        return this.type.paused ? operations.resume(this.name) : operations.pause(this.name);
    }

    /** The number becomes a field: Enter wishes what stands in it, Escape and leaving do not. */
    askCount() {
        if (this.field)
            return;
        this.field = make("input", { class: "wished", type: "text", inputmode: "numeric", maxlength: "8", "aria-label": `How many ${this.name}`, autocomplete: "off" });
        this.field.value = this.wished ?? "";
        const close = refocus => {
            const field = this.field;
            this.field = null;
            field?.replaceWith(this.count);
            if (refocus)
                this.count.focus();
        };
        this.field.addEventListener("keydown", event => {
            event.stopPropagation();
            if (event.key === "Escape")
                close(true);
            if (event.key !== "Enter")
                return;
            // Else the button that comes back is pressed by the same key.
            event.preventDefault();
            const wished = this.field.value.trim();
            const wish = () => {
                close(true);
                if (/^[+-]?\d+$/.test(wished))
                    operations.scale(this.name, wished);
                else
                    messages.error(`${this.name} was not scaled`, `“${wished}” is no number: write 3, +2 or -1.`);
            };
            // A slip of the finger may be a hundred times what was meant.
            if (Number(wished) >= this.processes.length + manyAtOnce)
                confirmation.twice(`scale ${this.name} ${wished}`, `Press Enter again to wish ${Number(wished).toLocaleString("en")} of ${this.name}.`, wish);
            else
                wish();
        });
        this.field.addEventListener("blur", () => close(false));
        this.count.replaceWith(this.field);
        this.field.select();
    }
}
