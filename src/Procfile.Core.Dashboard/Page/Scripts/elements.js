// Elements are made here, by name and text and never by markup: whatever a process is called or writes, it stays text.

const byId = id => document.getElementById(id);

function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {}))
        setAttribute(element, name, value);
    element.append(...children.filter(child => child !== null && child !== undefined));
    return element;
}

/** Touches the document only when something is different: no flicker, and nothing for a screen reader to read again. */
function setAttribute(element, name, value) {
    if (value === null || value === undefined || value === false) {
        if (element.hasAttribute(name))
            element.removeAttribute(name);
    } else if (element.getAttribute(name) !== (value === true ? "" : String(value))) {
        element.setAttribute(name, value === true ? "" : String(value));
    }
}

function setText(element, text) {
    if (element.textContent !== text)
        element.textContent = text;
}

/** One of the shapes of the page. */
function shape(name, className) {
    const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    picture.setAttribute("aria-hidden", "true");
    if (className)
        picture.setAttribute("class", className);
    use.setAttribute("href", `#${name}`);
    picture.append(use);
    return picture;
}

const setShape = (picture, name) => setAttribute(picture.firstElementChild, "href", `#${name}`);

/** A button that is a shape; its label is for those who do not see it and for those who point at it. */
function shapeButton(name, label, act, className) {
    const button = make("button", { type: "button", class: `icon ${className ?? ""}`.trim(), "aria-label": label, title: label }, shape(name));
    button.addEventListener("click", () => act(button));
    return button;
}

function setLabel(button, label) {
    setAttribute(button, "aria-label", label);
    setAttribute(button, "title", label);
}

/** Puts elements in an order and moves only those that are out of it, so that what has the focus keeps it. */
function arrange(parent, elements, after) {
    let place = after ? after.nextSibling : parent.firstChild;
    for (const element of elements) {
        if (element === place)
            place = place.nextSibling;
        else
            parent.insertBefore(element, place);
    }
}
