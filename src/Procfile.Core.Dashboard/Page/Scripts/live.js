// Keeps the view true: a snapshot at the start, one soon after every event, one every two seconds for processor and memory.
// Nothing is asked for while nobody looks.

const soonest = 200;
const pollInterval = 2000;
const longestAnswer = 5000;
const comeBackInterval = 5000;

const live = {
    state: "connecting",
    snapshot: null,
    stream: null,
    lastEventId: null,
    lastLogId: null,
    fetching: false,
    again: false,
    fetchedAt: -Infinity,
    soon: 0,
    poll: 0,
    lostTicks: 0,

    start() {
        this.open();
        logs.open(this.lastLogId);
    },

    open() {
        let isOld = this.lastEventId === null;
        this.stream = new Stream("api/events?recent=100", {
            opened: () => {
                this.changed();
                // The first events of a stream tell of the past: they are shown, not spoken.
                setTimeout(() => isOld = false, 500);
            },
            event: (name, event, id) => {
                events.heed(name, event, id, isOld);
                this.changed();
            },
            lost: delay => this.lose(delay),
            ended: () => this.end(),
            refused: refusal => this.refused(refusal),
        }, this.lastEventId);
        clearInterval(this.poll);
        this.poll = setInterval(() => {
            if (this.state === "live" || this.state === "connecting")
                this.changed();
        }, pollInterval);
    },

    close() {
        this.lastEventId = this.stream?.lastId ?? this.lastEventId;
        this.stream?.stop();
        this.stream = null;
        clearInterval(this.poll);
        clearTimeout(this.soon);
        this.soon = 0;
    },

    /** Asks for a snapshot: at once, but not more often than every 200 ms, and never twice at the same time. */
    changed() {
        if (this.fetching) {
            this.again = true;
            return;
        }
        if (this.soon === 0)
            this.soon = setTimeout(() => this.fetch(), Math.max(0, soonest - (performance.now() - this.fetchedAt)));
    },

    async fetch() {
        this.soon = 0;
        this.fetching = true;
        this.again = false;
        this.fetchedAt = performance.now();
        let snapshot = null;
        try {
            const response = await request("api/snapshot", { signal: AbortSignal.timeout(longestAnswer) });
            clock.heed(response);
            snapshot = await response.json();
        } catch (error) {
            if (error instanceof Refusal)
                this.refused(error);
            // A stream that does not notice is made to.
            if (this.state === "live" || this.state === "connecting")
                this.stream?.again();
        }
        this.fetching = false;
        if (this.again)
            this.changed();
        // What was asked for before the page was hidden, or the supervisor ended, comes too late.
        if (snapshot !== null && this.stream !== null)
            this.show(snapshot);
    },

    show(snapshot) {
        this.snapshot = snapshot;
        this.enter("live");
        table.show(snapshot);
        logs.offer(snapshot);
        this.sample();
    },

    sample() {
        if (performance.now() - (this.sampledAt ?? -Infinity) < pollInterval - soonest)
            return;
        this.sampledAt = performance.now();
        summary.sample(this.snapshot);
    },

    lose(delay) {
        this.enter("lost");
        const until = performance.now() + delay;
        clearInterval(this.lostTicks);
        const tell = () => {
            const left = Math.ceil((until - performance.now()) / 1000);
            setText(byId("banner-text"), left > 1 ? `Connection lost, trying again in ${left} s …` : "Connection lost, trying again …");
        };
        tell();
        this.lostTicks = setInterval(tell, 500);
    },

    end() {
        this.close();
        logs.close();
        this.lastEventId = this.lastLogId = null;
        this.enter("ended");
        setText(byId("banner-text"), "The supervisor has ended. This page shows how things last stood, and looks for it to come back.");
        clearTimeout(this.comeBack);
        this.comeBack = setTimeout(() => this.look(), comeBackInterval);
    },

    /** Looks whether a supervisor is there again. */
    async look() {
        if (this.state !== "ended" || document.hidden)
            return;
        try {
            await request("api/snapshot", { signal: AbortSignal.timeout(longestAnswer) });
        } catch (error) {
            if (error instanceof Refusal && error.status === 401) {
                this.lock();
                return;
            }
            clearTimeout(this.comeBack);
            this.comeBack = setTimeout(() => this.look(), comeBackInterval);
            return;
        }
        this.enter("connecting");
        this.start();
    },

    refused(refusal) {
        if (refusal.status === 401)
            this.lock();
        else if (refusal.status === 503)
            this.end();
        else if (refusal.status === 403)
            messages.error("The server refuses this page", refusal.message);
        return refusal.status === 401 || refusal.status === 503 ? "stop" : "go on";
    },

    lock() {
        this.close();
        logs.close();
        this.enter("locked");
        tokenForm.show();
    },

    enter(state) {
        const before = this.state;
        this.state = state;
        if (state !== "lost")
            clearInterval(this.lostTicks);
        setAttribute(document.body, "data-connection", state);
        byId("banner").hidden = state !== "lost" && state !== "ended";
        setAttribute(byId("banner"), "class", `banner ${state}`);
        summary.show(this.snapshot, state);
        if (before === "lost" && state === "live")
            speech.say("Connected again");
    },

    tryNow() {
        if (this.state === "ended")
            this.look();
        else
            this.stream?.again();
    },

    visible() {
        if (this.state === "locked")
            return;
        if (document.hidden) {
            this.close();
            this.lastLogId = logs.close() ?? this.lastLogId;
        } else if (this.state === "ended") {
            this.look();
        } else if (this.stream === null) {
            this.start();
        }
    },

    begin() {
        document.addEventListener("visibilitychange", () => this.visible());
        byId("try-now").addEventListener("click", () => this.tryNow());
        addEventListener("online", () => this.tryNow());
        setInterval(() => {
            if (this.state === "live" && !document.hidden)
                table.tick();
        }, 1000);
        if (document.hidden)
            summary.show(null, "connecting");
        else
            this.start();
    },
};
