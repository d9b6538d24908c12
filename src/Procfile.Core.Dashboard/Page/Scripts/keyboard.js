// The keyboard: everything that a pointer can do.

const shortcuts = [
    { keys: ["j", "ArrowDown"], shown: "j ↓", text: "Next row", act: () => table.move(1) },
    { keys: ["k", "ArrowUp"], shown: "k ↑", text: "Row before", act: () => table.move(-1) },
    { keys: ["o", "ArrowRight", "ArrowLeft"], shown: "o → ←", text: "Open or close the type", act: key => openOrClose(key) },
    { keys: ["Enter", "m"], shown: "Enter m", text: "Everything that can be done with the row", act: () => onRow(row => row.moreButton.click()) },
    { keys: ["+"], shown: "+", text: "Add one of the type", act: () => onType(row => row.add()) },
    { keys: ["-"], shown: "−", text: "Take the highest of the type away", act: () => onType(row => row.takeAway()) },
    { keys: ["#"], shown: "#", text: "Wish a number of the type", act: () => onType(row => row.askCount()) },
    { keys: ["p"], shown: "p p", text: "Pause the type (asked twice); p alone resumes it", act: () => onType(pause) },
    { keys: ["r"], shown: "r r", text: "Restart the row (asked twice)", act: () => onRow(restart) },
    { keys: ["s"], shown: "s s", text: "Stop the row (asked twice); s alone starts it", act: () => onRow(stop) },
    { keys: ["l"], shown: "l", text: "Logs of the row", act: () => onRow(row => logs.show(row.name)) },
    { keys: ["a"], shown: "a", text: "Logs of all", act: () => logs.show("") },
    { keys: ["/"], shown: "/", text: "Filter log lines (Escape ends it)", act: () => byId("log-filter").focus() },
    { keys: ["f"], shown: "f", text: "Follow the log, or halt", act: () => logs.toggleFollow() },
    { keys: ["w"], shown: "w", text: "Wrap long lines", act: () => logs.toggleWrap() },
    { keys: ["L"], shown: "L", text: "Larger logs", act: () => logs.toggleLarge() },
    { keys: ["e"], shown: "e", text: "Only events that went wrong", act: () => events.toggleProblems() },
    { keys: ["x"], shown: "x", text: "Dismiss the latest message", act: () => messages.dismissLatest() },
    { keys: ["?"], shown: "?", text: "This list", act: () => help.show() },
];

/** These mean something else where text is scrolled or a button has the focus. */
const keysOfRows = new Set(["ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft", "Enter"]);

function onRow(act) {
    const row = table.currentObject();
    if (row === null)
        messages.hint("Choose a row first: j and k move.");
    else
        act(row);
}

function onType(act) {
    const row = table.currentType();
    if (row)
        act(row);
    else
        messages.hint("Choose a row first: j and k move.");
}

function pause(row) {
    if (row.type.paused)
        operations.resume(row.name);
    else
        confirmation.twice(`pause ${row.name}`, `Press p again to pause ${row.name} (${plural(row.processes.length, "process", "processes")}).`, () => operations.pause(row.name));
}

function restart(row) {
    confirmation.twice(`restart ${row.name}`, `Press r again to restart ${row.name}.`, () => operations.restart(row.name));
}

function stop(row) {
    const wanted = row instanceof ProcessRow ? row.process.wanted : row.processes.some(process => process.wanted);
    if (wanted)
        confirmation.twice(`stop ${row.name}`, `Press s again to stop ${row.name}.`, () => operations.stop(row.name));
    else
        operations.start(row.name);
}

/** Arrows open and close as in a tree: left on a process goes to its type. */
function openOrClose(key) {
    const row = table.currentObject();
    const type = table.currentType();
    if (!type)
        return;
    if (key === "ArrowLeft" && row instanceof ProcessRow)
        type.element.focus();
    else
        table.toggle(type.name, key === "o" ? undefined : key === "ArrowRight");
}

const keyboard = {
    pressed(event) {
        if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || live.state === "locked" || byId("help").open)
            return;
        const target = event.target;
        if (target.closest("input, textarea, select, [role=menu]"))
            return;
        if (event.key === "Escape") {
            messages.hint("");
            return;
        }
        if (keysOfRows.has(event.key) && !target.matches("#table tbody > tr"))
            return;
        const shortcut = shortcuts.find(({ keys }) => keys.includes(event.key));
        if (!shortcut || event.repeat && !["j", "k", "ArrowDown", "ArrowUp"].includes(event.key))
            return;
        event.preventDefault();
        shortcut.act(event.key);
    },

    begin() {
        document.addEventListener("keydown", event => this.pressed(event));
        help.begin();
    },
};

const help = {
    show: () => byId("help").showModal(),
    begin() {
        byId("help-list").append(...shortcuts.map(({ shown, text }) => make("div", {},
            make("dt", {}, ...shown.split(" ").map(key => make("kbd", {}, key))), make("dd", {}, text))));
        byId("help-button").addEventListener("click", this.show);
        byId("help-close").addEventListener("click", () => byId("help").close());
        byId("help").addEventListener("click", event => {
            if (event.target === byId("help"))
                byId("help").close();
        });
    },
};
