// The table: keeps rows by name, moves none that stands where it should, and knows which row is the current one.

const manyProcesses = 60;
const manyOfType = 12;

const table = {
    types: new Map(),
    rows: new Map(),
    current: null,
    choices: new Map(),
    snapshot: null,

    show(snapshot) {
        this.snapshot = snapshot;
        const byType = Map.groupBy?.(snapshot.processes, process => process.type) ?? groupByType(snapshot.processes);
        // What runs on though its type is gone from the Procfile is shown under its type's name.
        const known = new Set(snapshot.types.map(type => type.name));
        const gone = [...byType.keys()].filter(name => !known.has(name)).map(name => ({ name, count: 0, paused: false, label: null, rolling: false, problem: null }));
        const shown = [...snapshot.types, ...gone];
        const focused = document.activeElement?.closest?.("tr");
        const order = this.elements();

        this.drop(this.types, new Set(shown.map(type => type.name)), row => row.body);
        this.drop(this.rows, new Set(snapshot.processes.map(process => process.name)), row => row.element);
        arrange(byId("table"), shown.map(type => this.type(type, byType.get(type.name) ?? [], snapshot.processes.length)), byId("table").tHead);
        byId("nothing").hidden = shown.length > 0;
        this.keepPlace(focused, order);
    },

    type(type, processes, total) {
        let row = this.types.get(type.name);
        if (!row)
            this.types.set(type.name, row = new TypeRow(type));
        const open = this.choices.get(type.name) ?? !(total > manyProcesses && processes.length > manyOfType);
        row.update(type, processes, open);
        const elements = processes.map(process => this.process(process, open));
        arrange(row.body, elements, row.element);
        return row.body;
    },

    /** In a closed type those stay in sight that need a look. */
    process(process, open) {
        let row = this.rows.get(process.name);
        if (!row)
            this.rows.set(process.name, row = new ProcessRow(process));
        row.update(process);
        setAttribute(row.element, "hidden", !open && process.health === "healthy");
        return row.element;
    },

    drop(rows, names, elementOf) {
        for (const [name, row] of rows) {
            if (names.has(name))
                continue;
            elementOf(row).remove();
            rows.delete(name);
        }
    },

    tick() {
        for (const row of this.rows.values()) {
            if (!row.element.hidden)
                row.tick();
        }
    },

    elements: () => [...byId("table").querySelectorAll("tbody > tr:not([hidden])")],

    currentRow() {
        return this.current && [...byId("table").querySelectorAll("tbody > tr")].find(row => row.dataset.key === this.current && !row.hidden) || null;
    },

    /** The object behind the current row: a TypeRow or a ProcessRow. */
    currentObject() {
        const row = this.currentRow();
        return row === null ? null : this.types.get(row.dataset.type) ?? this.rows.get(row.dataset.process) ?? null;
    },

    /** The type of the current row, also when it is a process's. */
    currentType() {
        const object = this.currentObject();
        return object instanceof ProcessRow ? this.types.get(object.process.type) : object;
    },

    /** A process's buttons are reached with Tab from their row alone: with hundreds of rows Tab would end nowhere. */
    makeCurrent(row) {
        const before = this.currentRow();
        if (before !== row)
            before?.classList.remove("current");
        this.current = row?.dataset.key ?? null;
        this.markCurrent();
    },

    markCurrent() {
        const elements = this.elements();
        const current = this.currentRow() ?? elements[0];
        for (const element of elements) {
            const is = element === current;
            setAttribute(element, "tabindex", is ? "0" : "-1");
            element.classList.toggle("current", is && this.current !== null);
            if (element.classList.contains("process"))
                element.querySelectorAll("button").forEach(button => setAttribute(button, "tabindex", is ? null : "-1"));
        }
    },

    move(step) {
        const elements = this.elements();
        const at = elements.indexOf(this.currentRow());
        const to = elements[at < 0 ? 0 : Math.max(0, Math.min(elements.length - 1, at + step))];
        to?.focus();
        to?.scrollIntoView({ block: "nearest" });
    },

    /** When the row with the focus has gone, the one above it has it. */
    keepPlace(focused, order) {
        if (focused && !focused.isConnected || focused?.hidden) {
            const above = order.slice(0, order.indexOf(focused)).reverse().find(row => row.isConnected && !row.hidden);
            (above ?? this.elements()[0])?.focus();
        }
        this.markCurrent();
    },

    toggle(name, open) {
        const row = this.types.get(name);
        const is = row.opener.getAttribute("aria-expanded") === "true";
        this.choices.set(name, open ?? !is);
        this.show(this.snapshot);
    },

    askCount(name) {
        this.types.get(name)?.askCount();
    },

    begin() {
        byId("table").addEventListener("focusin", event => this.makeCurrent(event.target.closest("tbody > tr")));
        byId("table").addEventListener("mousedown", event => {
            const row = event.target.closest("tbody > tr");
            if (row)
                this.makeCurrent(row);
        });
    },
};

function groupByType(processes) {
    const groups = new Map();
    for (const process of processes)
        groups.set(process.type, [...groups.get(process.type) ?? [], process]);
    return groups;
}
