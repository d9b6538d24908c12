// Colours that a program has written for a terminal (ECMA-48, "select graphic rendition"), as runs of text with classes.

// A control sequence, a command string (titles, links) and its end, or an escape of two characters.
const escapes = /\x1b\[([0-9:;<=>?]*)[ -/]*([@-~])|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\|$)|\x1b[ -/]*[0-~]|\x9b([0-9:;<=>?]*)[ -/]*([@-~])/g;

function ansiRuns(text) {
    if (text.endsWith("\r"))
        text = text.slice(0, -1);
    const runs = [];
    let style = {};
    let from = 0;
    const add = to => {
        if (to > from)
            runs.push({ text: visible(text.slice(from, to)), style });
    };
    for (const found of text.matchAll(escapes)) {
        add(found.index);
        from = found.index + found[0].length;
        if ((found[2] ?? found[4]) === "m")
            style = rendition(style, found[1] ?? found[3]);
    }
    add(text.length);
    return runs;
}

function rendition(before, parameters) {
    const style = { ...before };
    const numbers = parameters.split(/[;:]/).map(part => part === "" ? 0 : Number(part));
    for (let i = 0; i < numbers.length; i++) {
        const n = numbers[i];
        if (n === 0)
            Object.keys(style).forEach(key => delete style[key]);
        else if (n === 1)
            style.bold = true;
        else if (n === 2)
            style.faint = true;
        else if (n === 3)
            style.italic = true;
        else if (n === 4)
            style.underline = true;
        else if (n === 7)
            style.inverse = true;
        else if (n === 9)
            style.struck = true;
        else if (n === 22)
            style.bold = style.faint = false;
        else if (n === 23)
            style.italic = false;
        else if (n === 24)
            style.underline = false;
        else if (n === 27)
            style.inverse = false;
        else if (n === 29)
            style.struck = false;
        else if (n >= 30 && n <= 37)
            style.color = n - 30;
        else if (n >= 90 && n <= 97)
            style.color = n - 82;
        else if (n === 39)
            style.color = undefined;
        else if (n >= 40 && n <= 47)
            style.ground = n - 40;
        else if (n >= 100 && n <= 107)
            style.ground = n - 92;
        else if (n === 49)
            style.ground = undefined;
        else if (n === 38 || n === 48)
            i = extendedColor(style, n === 38 ? "color" : "ground", numbers, i);
    }
    return style;
}

/** 38;5;N and 38;2;R;G;B; the answer is where the reading goes on. */
function extendedColor(style, which, numbers, i) {
    if (numbers[i + 1] === 5) {
        style[which] = paletteColor(numbers[i + 2]);
        return i + 2;
    }
    if (numbers[i + 1] === 2) {
        style[which] = rgb(numbers[i + 2], numbers[i + 3], numbers[i + 4]);
        return i + 4;
    }
    return numbers.length;
}

const byteOf = value => Math.min(255, Math.max(0, Math.trunc(value) || 0));
const rgb = (red, green, blue) => `rgb(${byteOf(red)}, ${byteOf(green)}, ${byteOf(blue)})`;

/** Black or white, whichever can be read on a colour. */
function readableOn(color) {
    const [red, green, blue] = color.match(/\d+/g).map(Number);
    return red * 0.299 + green * 0.587 + blue * 0.114 > 140 ? "black" : "white";
}

/** The 256 colours of xterm: 16 of the theme, a cube of 6 × 6 × 6, 24 greys. */
function paletteColor(n) {
    if (!(n >= 0 && n <= 255))
        return undefined;
    if (n < 16)
        return n;
    if (n >= 232)
        return rgb(8 + (n - 232) * 10, 8 + (n - 232) * 10, 8 + (n - 232) * 10);
    const level = value => value === 0 ? 0 : 55 + value * 40;
    return rgb(level(Math.floor((n - 16) / 36)), level(Math.floor((n - 16) / 6) % 6), level((n - 16) % 6));
}

/** A run as an element. Colours of the theme are classes, the others are set on the element itself. */
function runElement(text, style) {
    const classes = ["bold", "faint", "italic", "underline", "struck", "inverse"].filter(name => style[name]);
    if (typeof style.color === "number")
        classes.push(`ansi-${style.color}`);
    if (typeof style.ground === "number")
        classes.push(`ground-${style.ground}`);
    const element = make("span", { class: classes.length > 0 ? classes.join(" ") : null }, text);
    if (typeof style.color === "string")
        element.style.color = style.color;
    if (typeof style.ground === "string") {
        element.style.backgroundColor = style.ground;
        if (style.color === undefined)
            element.style.color = readableOn(style.ground);
    }
    return element;
}
