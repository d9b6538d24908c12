// Server-sent events read with fetch: EventSource can send no token.

const firstDelay = 500;
const longestDelay = 5000;
const longestSilence = 40000;

/** Reads the events of a stream (HTML Standard, 9.2.6). Comments keep the connection and are no events. */
async function* readEvents(body, onBytes) {
    const decoder = new TextDecoder();
    const reader = body.getReader();
    let rest = "";
    let event = { name: "message", data: [], id: null };
    try {
        for (;;) {
            const { value, done } = await reader.read();
            if (done)
                return;
            onBytes();
            const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
            rest = lines.pop();
            for (let line of lines) {
                if (line.endsWith("\r"))
                    line = line.slice(0, -1);
                if (line === "") {
                    if (event.data.length > 0)
                        yield { name: event.name, data: event.data.join("\n"), id: event.id };
                    event = { name: "message", data: [], id: null };
                    continue;
                }
                const colon = line.indexOf(":");
                const field = colon < 0 ? line : line.slice(0, colon);
                const text = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
                if (field === "data")
                    event.data.push(text);
                else if (field === "event")
                    event.name = text;
                else if (field === "id")
                    event.id = text;
            }
        }
    } finally {
        reader.cancel().catch(() => { });
    }
}

/** A stream that comes back by itself, after what it has shown last. */
class Stream {
    #path;
    #told;
    #life = new AbortController();
    #connection = null;
    #wake = null;
    #lastId;

    /**
     * @param path where it is
     * @param told what is called: opened(), event(name, data, id), lost(delay, error), ended(), refused(refusal)
     * @param lastId after which event it goes on
     */
    constructor(path, told, lastId) {
        this.#path = path;
        this.#told = told;
        this.#lastId = lastId ?? null;
        this.#run();
    }

    get lastId() { return this.#lastId; }

    stop() {
        this.#life.abort();
        this.#connection?.abort();
        this.#wake?.();
    }

    /** Does not wait any longer, nor for a connection that may be dead. */
    again() {
        this.#connection?.abort();
        this.#wake?.();
    }

    async #run() {
        let delay = firstDelay;
        while (!this.#life.signal.aborted) {
            const connection = this.#connection = new AbortController();
            let silence = 0;
            const heard = () => {
                clearTimeout(silence);
                silence = setTimeout(() => connection.abort(), longestSilence);
            };
            let why = null;
            try {
                heard();
                const response = await request(this.#path, { lastEventId: this.#lastId, signal: connection.signal, accept: "text/event-stream" });
                delay = firstDelay;
                this.#told.opened?.();
                for await (const { name, data, id } of readEvents(response.body, heard)) {
                    if (this.#life.signal.aborted)
                        return;
                    if (id !== null)
                        this.#lastId = id;
                    if (name === "end") {
                        this.#told.ended?.();
                        return;
                    }
                    this.#told.event(name, JSON.parse(data), id);
                }
            } catch (error) {
                why = error;
            } finally {
                clearTimeout(silence);
                connection.abort();
            }
            if (this.#life.signal.aborted)
                return;
            if (why instanceof Refusal && this.#told.refused?.(why) === "stop")
                return;
            this.#told.lost?.(delay, why);
            await new Promise(resolve => {
                this.#wake = resolve;
                setTimeout(resolve, delay);
            });
            delay = Math.min(delay * 2, longestDelay);
        }
    }
}
