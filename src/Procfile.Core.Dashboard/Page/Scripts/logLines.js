// The lines of the log pane: a bounded number is kept, a smaller one is in the document.

const mostLinesKept = 5000;
const mostLinesShown = 2000;
const mostCharacters = 2000;

const logLines = {
    kept: [],
    waiting: [],
    following: true,
    filter: null,
    newer: 0,
    scheduled: false,
    drawAgainAt: 0,
    lastTop: 0,

    add(line) {
        this.kept.push(line);
        if (this.kept.length > mostLinesKept + 1000)
            this.kept.splice(0, this.kept.length - mostLinesKept);
        this.waiting.push(line);
        if (this.waiting.length > mostLinesKept + 1000)
            this.waiting.splice(0, this.waiting.length - mostLinesKept);
        this.draw();
    },

    /** Many lines make one change of the document; a flood, which nobody can read anyway, leaves time for everything else. */
    draw() {
        if (this.scheduled)
            return;
        this.scheduled = true;
        setTimeout(() => requestAnimationFrame(() => {
            this.scheduled = false;
            const begun = performance.now();
            if (this.following)
                this.append();
            else
                this.countNewer();
            const taken = performance.now() - begun;
            this.drawAgainAt = begun + (taken > 20 ? 5 * taken : 0);
        }), Math.max(0, this.drawAgainAt - performance.now()));
    },

    append() {
        const area = byId("log-lines");
        const matching = this.waiting.filter(line => this.matches(line)).slice(-mostLinesShown);
        this.waiting = [];
        area.append(...matching.map(line => this.element(line)));
        while (area.children.length > mostLinesShown)
            area.firstElementChild.remove();
        this.toEnd();
        this.tell();
    },

    countNewer() {
        this.newer = this.waiting.filter(line => this.matches(line)).length;
        byId("log-newer").hidden = this.newer === 0;
        setText(byId("log-newer").lastElementChild, plural(this.newer, "newer line", "newer lines"));
    },

    tell() {
        const shown = byId("log-lines").children.length;
        setText(byId("log-count"), this.filter === null ? "" : `${shown.toLocaleString("en")} of ${plural(this.kept.length, "line", "lines")}`);
    },

    matches(line) {
        return this.filter === null || line.isNote || line.plain.search(this.filter) >= 0 || line.process.search(this.filter) >= 0;
    },

    setFilter(text) {
        this.filter = text === "" ? null : new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"), "gi");
        this.redraw();
    },

    redraw() {
        byId("log-lines").replaceChildren();
        this.waiting = [...this.kept];
        this.follow(true);
    },

    clear() {
        this.kept = [];
        this.redraw();
    },

    element(line) {
        if (line.isNote)
            return make("div", { class: "line note" }, line.plain);
        const text = make("span", { class: "text" });
        this.fill(text, line, mostCharacters);
        const element = make("div", { class: line.continues ? "line continues" : "line" },
            make("time", { datetime: line.time, title: new Date(line.time).toLocaleString() }, timeOfDay(line.time)),
            make("bdi", { class: `of hue-${line.hue}`, title: line.process }, visible(line.process)), text);
        return element;
    },

    fill(element, line, most) {
        const plain = line.plain;
        let left = most;
        let at = 0;
        const found = this.filter === null ? [] : [...plain.matchAll(this.filter)].map(match => [match.index, match.index + match[0].length]);
        for (const run of line.runs) {
            for (const [text, isFound] of pieces(run.text.slice(0, left), at, found))
                element.append(isFound ? make("mark", {}, runElement(text, run.style)) : runElement(text, run.style));
            at += run.text.length;
            left -= run.text.length;
            if (left <= 0)
                break;
        }
        if (plain.length <= most)
            return;
        const more = make("button", { type: "button", class: "rest" }, `${(plain.length - most).toLocaleString("en")} more characters`);
        more.addEventListener("click", () => {
            element.replaceChildren();
            this.fill(element, line, Infinity);
            byId("log-lines").focus();
        });
        element.append(" ", more);
    },

    follow(following) {
        this.following = following;
        setAttribute(byId("log-follow"), "aria-pressed", String(following));
        if (following) {
            byId("log-newer").hidden = true;
            this.append();
        }
    },

    toEnd() {
        const area = byId("log-lines");
        if (this.following)
            area.scrollTop = area.scrollHeight;
        this.lastTop = area.scrollTop;
    },

    /** Scrolling up reads on in peace; scrolling down to the end follows again. */
    scrolled() {
        const area = byId("log-lines");
        const isAtEnd = area.scrollHeight - area.clientHeight - area.scrollTop < 8;
        if (this.following && area.scrollTop < this.lastTop - 2 && !isAtEnd)
            this.follow(false);
        else if (!this.following && isAtEnd && area.scrollTop > this.lastTop)
            this.follow(true);
        this.lastTop = area.scrollTop;
    },

    begin() {
        const area = byId("log-lines");
        area.addEventListener("scroll", () => this.scrolled(), { passive: true });
        new ResizeObserver(() => this.toEnd()).observe(area);
        byId("log-newer").addEventListener("click", () => {
            this.follow(true);
            area.focus();
        });
    },
};

/** Cuts a run at the borders of what was found in its line. */
function pieces(text, at, found) {
    const cut = [];
    let from = 0;
    for (const [start, end] of found) {
        const first = Math.max(start - at, from), last = Math.min(end - at, text.length);
        if (last <= first)
            continue;
        if (first > from)
            cut.push([text.slice(from, first), false]);
        cut.push([text.slice(first, last), true]);
        from = last;
    }
    if (from < text.length)
        cut.push([text.slice(from), false]);
    return cut;
}
