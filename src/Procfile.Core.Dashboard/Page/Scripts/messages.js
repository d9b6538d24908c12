// What the page says: errors stay until they are dismissed, hints go by themselves, state changes are spoken to those who do not see them.

const messages = {
    most: 5,

    /** Says that something did not work. The same error again is counted, not piled up. */
    error(what, why) {
        const key = `${what}\n${why}`;
        const area = byId("messages");
        const same = [...area.children].find(message => message.dataset.key === key);
        if (same) {
            same.dataset.count = Number(same.dataset.count ?? 1) + 1;
            setText(same.querySelector(".times"), `× ${same.dataset.count}`);
            return;
        }
        const message = make("div", { class: "message", role: "alert", "data-key": key },
            shape("failed", "shape bad"),
            make("div", {}, make("strong", {}, what), " ", make("span", { class: "times" }), make("p", {}, why)),
            shapeButton("close", "Dismiss this message", () => this.dismiss(message)));
        area.append(message);
        while (area.children.length > this.most)
            area.firstElementChild.remove();
    },

    dismiss(message) {
        const hadFocus = message.contains(document.activeElement);
        const next = message.nextElementSibling ?? message.previousElementSibling;
        message.remove();
        if (hadFocus)
            (next?.querySelector("button") ?? table.currentRow() ?? byId("processes-scroll")).focus();
    },

    dismissLatest() {
        const latest = byId("messages").lastElementChild;
        if (latest)
            this.dismiss(latest);
        return latest !== null;
    },

    /** A short word at the bottom that goes by itself. */
    hint(text, milliseconds) {
        clearTimeout(this.hintTimer);
        setText(byId("hint"), text);
        if (text !== "")
            this.hintTimer = setTimeout(() => this.hint(""), milliseconds ?? 3000);
    },
};

/** Speaks at most once a second, and says how much there was when it was too much to say. */
const speech = {
    waiting: [],
    timer: 0,
    say(text) {
        this.waiting.push(text);
        if (this.timer === 0)
            this.timer = setTimeout(() => this.speak(), 1000);
    },
    speak() {
        this.timer = 0;
        const said = this.waiting.slice(0, 3);
        if (this.waiting.length > said.length)
            said.push(`and ${this.waiting.length - said.length} more`);
        this.waiting = [];
        setText(byId("spoken"), said.join(". "));
    },
};

/** What should not happen by accident is asked for twice. */
const confirmation = {
    key: null,
    until: 0,
    twice(key, hint, act) {
        if (this.key === key && performance.now() < this.until) {
            this.key = null;
            messages.hint("");
            act();
            return;
        }
        this.key = key;
        this.until = performance.now() + 3000;
        messages.hint(hint, 3000);
    },
};
