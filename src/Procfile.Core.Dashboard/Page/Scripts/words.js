// Numbers and states in words.

const unknown = "–";

const stateWords = {
    stopped: "Stopped", waiting: "Waiting", spawning: "Spawning", starting: "Starting", running: "Running", stopping: "Stopping",
    sweeping: "Sweeping", backoff: "Backoff", completed: "Completed", failed: "Failed", stuck: "Stuck",
};

const stateShapes = {
    stopped: "stopped", waiting: "waiting", spawning: "waiting", starting: "starting", running: "running", stopping: "stopping",
    sweeping: "stopping", backoff: "backoff", completed: "completed", failed: "failed", stuck: "stuck",
};

const stateTones = {
    stopped: "quiet", waiting: "busy", spawning: "busy", starting: "busy", running: "good", stopping: "busy",
    sweeping: "busy", backoff: "warn", completed: "quiet", failed: "bad", stuck: "bad",
};

const stateWord = state => stateWords[state] ?? state;
const stateShape = state => stateShapes[state] ?? "waiting";
const toneOf = process => process.health === "unhealthy" ? "bad" : stateTones[process.state] ?? "busy";

/** How a process stands, in words. A crash loop is seen from its health: the state alone may say Running. */
function standing(process) {
    const word = stateWord(process.state);
    if (process.health !== "unhealthy" || process.state === "failed" || process.state === "stuck")
        return word;
    return process.state === "backoff" ? "Crash loop" : `${word}, crash loop`;
}

/** The two largest units: 12s, 4m 12s, 3h 7m, 5d 3h. */
function duration(seconds) {
    const s = Math.max(0, Math.floor(seconds));
    if (s < 60)
        return `${s}s`;
    if (s < 3600)
        return `${Math.floor(s / 60)}m ${s % 60}s`;
    if (s < 86400)
        return `${Math.floor(s / 3600)}h ${Math.floor(s / 60) % 60}m`;
    return `${Math.floor(s / 86400)}d ${Math.floor(s / 3600) % 24}h`;
}

function percent(value) {
    if (value === null || value === undefined)
        return unknown;
    return `${value < 9.95 ? value.toFixed(1) : Math.round(value).toLocaleString("en")} %`;
}

function bytes(value) {
    if (value === null || value === undefined)
        return unknown;
    const units = ["B", "KB", "MB", "GB", "TB"];
    let unit = 0;
    for (; value >= 999.5 && unit < units.length - 1; unit++)
        value /= 1024;
    return `${value < 9.95 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

function exitWords(exit) {
    if (!exit)
        return unknown;
    if (exit.signal !== null)
        return /^\d+$/.test(exit.signal) ? `signal ${exit.signal}` : `SIG${exit.signal}`;
    return exit.code === null ? "unknown" : `exit ${exit.code}`;
}

const numberOf = value => value === null || value === undefined ? unknown : String(value);

const plural = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** The time of day, as the one who looks has it. */
function timeOfDay(time) {
    const moment = new Date(time);
    return [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(part => String(part).padStart(2, "0")).join(":");
}

/** 3 running, 1 backoff: the most frequent first. */
function census(processes) {
    const counts = new Map();
    for (const process of processes)
        counts.set(process.state, (counts.get(process.state) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]).map(([state, count]) => `${count} ${stateWord(state).toLowerCase()}`).join(", ");
}

/** The sum of what is known; null when nothing is. */
function sum(processes, property) {
    const known = processes.map(process => process[property]).filter(value => value !== null && value !== undefined);
    return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}

// Control characters, and those that turn the direction of writing round.
const controls = /[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

/** Characters that would act rather than show get a picture: a line can hide nothing. */
function visible(text) {
    return text.replace(controls, character => {
        const code = character.charCodeAt(0);
        if (code < 0x20)
            return String.fromCharCode(0x2400 + code);
        return code === 0x7f ? "\u2421" : code < 0xa0 ? "\ufffd" : "\u25c7";
    });
}
