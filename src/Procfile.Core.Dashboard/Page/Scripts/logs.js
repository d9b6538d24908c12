// The log pane: whose lines, which of them, and the stream that brings them.

const recentLines = 500;

const logs = {
    scope: "",
    stream: null,
    names: "",

    /** Shows the lines of a process, a type, or of all (""). */
    show(scope) {
        this.scope = scope;
        this.choose(scope);
        byId("log-lines").classList.toggle("single", scope !== "" && table.rows.has(scope));
        logLines.clear();
        this.open();
        byId("logs").scrollIntoView({ block: "nearest" });
    },

    open(lastId) {
        this.close();
        const name = this.scope === "" ? "" : `name=${encodeURIComponent(this.scope)}&`;
        let told = null;
        this.stream = new Stream(`api/logs?${name}recent=${recentLines}&follow=true`, {
            event: (kind, line) => this.heed(kind, line),
            refused: refusal => {
                if (refusal.status === 404 && told !== refusal.message)
                    this.note(told = refusal.message);
            },
        }, lastId);
    },

    /** After this the stream can go on where it was. */
    close() {
        const lastId = this.stream?.lastId ?? null;
        this.stream?.stop();
        this.stream = null;
        return lastId;
    },

    heed(kind, line) {
        if (kind === "missed") {
            this.note(line.count === null ? "Some lines were missed." : `${plural(line.count, "line was", "lines were")} missed.`);
            return;
        }
        logLines.add(new LogLine(line));
    },

    note: text => logLines.add(LogLine.note(text)),

    /** The list of names follows the snapshot; what is chosen stays chosen even when it is gone. */
    offer(snapshot) {
        const types = snapshot.types.map(type => type.name);
        const processes = snapshot.processes.map(process => process.name);
        const names = JSON.stringify([types, processes]);
        if (names === this.names)
            return;
        this.names = names;
        const group = (label, items) => make("optgroup", { label }, ...items.map(name => make("option", { value: name }, name)));
        byId("log-scope").replaceChildren(make("option", { value: "" }, "All processes"), group("Types", types), group("Processes", processes));
        byId("log-lines").style.setProperty("--of", `${Math.min(24, Math.max(6, ...processes.map(name => name.length)))}ch`);
        this.choose(this.scope);
    },

    choose(scope) {
        const list = byId("log-scope");
        list.querySelector("option.gone")?.remove();
        if (![...list.options].some(option => option.value === scope))
            list.append(make("option", { value: scope, class: "gone" }, scope));
        list.value = scope;
    },

    toggleFollow: () => logLines.follow(!logLines.following),

    toggleWrap() {
        const wraps = byId("log-lines").classList.toggle("wrap");
        setAttribute(byId("log-wrap"), "aria-pressed", String(wraps));
        logLines.toEnd();
    },

    toggleLarge() {
        const large = document.body.classList.toggle("large-logs");
        setAttribute(byId("log-large"), "aria-pressed", String(large));
    },

    begin() {
        logLines.begin();
        byId("log-scope").addEventListener("change", event => this.show(event.target.value));
        byId("log-filter").addEventListener("input", event => logLines.setFilter(event.target.value));
        byId("log-filter").addEventListener("keydown", event => {
            if (event.key !== "Escape" && event.key !== "Enter")
                return;
            if (event.key === "Escape") {
                event.target.value = "";
                logLines.setFilter("");
            }
            event.preventDefault();
            byId("log-lines").focus();
        });
        byId("log-follow").addEventListener("click", this.toggleFollow);
        byId("log-wrap").addEventListener("click", () => this.toggleWrap());
        byId("log-large").addEventListener("click", () => this.toggleLarge());
        byId("log-clear").addEventListener("click", () => logLines.clear());
    },
};
