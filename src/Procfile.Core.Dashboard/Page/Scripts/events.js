// What has happened, the latest on top.

const mostEvents = 200;

const eventTones = {
    started: "good", ready: "good", stable: "good", restartScheduled: "warn", leftoversFound: "warn", eventsDropped: "warn",
    crashLooping: "bad", launchFailed: "bad", gaveUp: "bad", stuck: "bad", notReadyInTime: "bad", rollBrokenOff: "bad", reloadRefused: "bad", sinkFailed: "bad",
};

const eventShapes = { good: "running", warn: "backoff", bad: "failed", quiet: "stopped" };

const events = {
    seen: new Set(),
    states: new Map(),

    heed(name, event, id, old) {
        if (id !== null && this.seen.has(id))
            return;
        if (id !== null)
            this.seen.add(id);
        if (this.seen.size > 2 * mostEvents)
            this.seen = new Set([...this.seen].slice(-mostEvents));
        if (name === "missed") {
            this.add("warn", new Date().toISOString(), event.count === null ? "Some events were missed" : `${plural(event.count, "event was", "events were")} missed`);
            return;
        }
        const tone = this.tone(event);
        if (event.text === null)
            return;
        this.add(tone, event.time, event.text);
        if (!old && (tone !== "good" || event.kind === "started"))
            speech.say(event.text);
    },

    /** An end that was asked for is no fault: the process was being stopped just before. */
    tone(event) {
        if (event.kind === "stateChanged") {
            this.states.set(event.process, [...this.states.get(event.process) ?? [], event.state].slice(-2));
            return "quiet";
        }
        if (event.kind !== "exited")
            return eventTones[event.kind] ?? "quiet";
        const stopped = event.state === "stopping" || event.state === "stopped" || this.states.get(event.process)?.includes("stopping");
        return stopped || event.exit?.code === 0 ? "quiet" : "bad";
    },

    add(tone, time, text) {
        const list = byId("event-list");
        const latest = list.firstElementChild;
        const mark = latest?.dataset.text === text ? Number(latest.dataset.count ?? 1) + 1 : 1;
        const shown = make("time", { datetime: time, title: new Date(time).toLocaleString() }, timeOfDay(time));
        if (mark > 1) {
            latest.dataset.count = mark;
            latest.querySelector("time").replaceWith(shown);
            setText(latest.querySelector(".times"), `× ${mark}`);
            return;
        }
        list.prepend(make("li", { class: tone, "data-text": text }, shown, shape(eventShapes[tone], `shape ${tone}`), make("span", {}, make("bdi", {}, visible(text).replace(/(\d) s\b/g, "$1\u00a0s")), " ", make("span", { class: "times" }))));
        while (list.children.length > mostEvents)
            list.lastElementChild.remove();
    },

    toggleProblems() {
        const only = byId("event-problems").getAttribute("aria-pressed") !== "true";
        setAttribute(byId("event-problems"), "aria-pressed", String(only));
        byId("event-list").classList.toggle("problems", only);
    },

    begin() {
        byId("event-problems").addEventListener("click", () => this.toggleProblems());
    },
};
