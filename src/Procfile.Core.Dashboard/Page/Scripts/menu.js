// The one menu of the page, in the browser's top layer. It hands the focus back to where it came from.

const menu = {
    opener: null,
    pressed: null,

    open(opener, label, items) {
        const area = byId("menu");
        // By the time of a click the browser has closed the menu: a second click on its button must not open it again.
        const again = this.pressed === opener;
        this.pressed = null;
        if (again)
            return;
        if (this.opener)
            setAttribute(this.opener, "aria-expanded", "false");
        area.replaceChildren(...this.elements(items));
        setAttribute(area, "aria-label", label);
        area.showPopover();
        this.opener = opener;
        setAttribute(opener, "aria-expanded", "true");
        this.place(area, opener.getBoundingClientRect());
        this.items()[0]?.focus();
    },

    elements(items) {
        const elements = [];
        for (const item of items) {
            if (item === null) {
                if (elements.length > 0 && elements.at(-1).tagName !== "HR")
                    elements.push(make("hr", {}));
                continue;
            }
            const text = make("span", {}, item.text);
            const button = make("button", { type: "button", role: "menuitem", tabindex: "-1", "aria-disabled": item.unless ? "true" : null }, text,
                item.keys ? make("kbd", { "aria-hidden": "true" }, item.keys) : null);
            let asked = false;
            button.addEventListener("click", () => {
                if (item.unless)
                    return;
                if (item.sure && !asked) {
                    asked = true;
                    setText(text, `${item.sure}?`);
                    button.classList.add("sure");
                    speech.say(`${item.sure}? Press again to do it.`);
                    return;
                }
                byId("menu").hidePopover();
                item.act();
            });
            elements.push(button);
        }
        return elements;
    },

    place(area, near) {
        const width = area.offsetWidth, height = area.offsetHeight;
        const below = near.bottom + 4 + height <= innerHeight;
        area.style.left = `${Math.max(8, Math.min(near.right - width, innerWidth - width - 8))}px`;
        area.style.top = `${Math.max(8, below ? near.bottom + 4 : Math.min(near.top - height - 4, innerHeight - height - 8))}px`;
    },

    items: () => [...byId("menu").querySelectorAll("[role=menuitem]:not([aria-disabled])")],

    moved(event) {
        const items = this.items();
        const at = items.indexOf(document.activeElement);
        const to = {
            ArrowDown: (at + 1) % items.length,
            ArrowUp: (at - 1 + items.length) % items.length,
            j: (at + 1) % items.length,
            k: (at - 1 + items.length) % items.length,
            Home: 0,
            End: items.length - 1,
        }[event.key];
        if (to !== undefined) {
            items[to]?.focus();
            event.preventDefault();
        } else if (event.key === "Tab") {
            byId("menu").hidePopover();
            event.preventDefault();
        }
        event.stopPropagation();
    },

    begin() {
        const area = byId("menu");
        area.addEventListener("keydown", event => this.moved(event));
        document.addEventListener("pointerdown", event => {
            this.pressed = area.matches(":popover-open") && this.opener?.contains(event.target) ? this.opener : null;
        }, true);
        area.addEventListener("toggle", event => {
            if (event.newState !== "closed")
                return;
            if (this.opener)
                setAttribute(this.opener, "aria-expanded", "false");
            if (document.activeElement === document.body || area.contains(document.activeElement))
                this.opener?.focus();
            this.opener = null;
        });
    },
};
