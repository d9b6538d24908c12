// One line of output.

const nameHues = 8;

/** A line, or a note of the page itself. Its colours are understood when it is shown, which in a flood it may never be. */
class LogLine {
    #runs = null;

    constructor(line) {
        this.process = line.process;
        this.time = line.time;
        this.continues = line.continuesLine;
        this.hue = hueOf(line.type);
        this.text = line.text;
    }

    static note(text) {
        const line = new LogLine({ process: "", type: "", text });
        line.isNote = true;
        return line;
    }

    get runs() { return this.#runs ??= ansiRuns(this.text); }

    get plain() { return this.runs.map(run => run.text).join(""); }
}

/** The same name has the same colour at every visit. */
function hueOf(name) {
    let hash = 0;
    for (const character of name)
        hash = (hash * 31 + character.codePointAt(0)) >>> 0;
    return hash % nameHues;
}
