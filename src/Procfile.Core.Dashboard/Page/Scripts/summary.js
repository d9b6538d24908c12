// The line on top, the name of the browser's tab and its picture.

const curveLength = 60;

const summary = {
    cpu: [],
    memory: [],

    show(snapshot, state) {
        const processes = snapshot?.processes ?? [];
        const running = processes.filter(process => process.state === "running").length;
        const wanted = processes.filter(process => process.wanted && process.state !== "completed").length;
        const bad = processes.filter(process => process.health === "unhealthy").length;
        const tone = state === "live" ? { healthy: "good", degraded: "warn", unhealthy: "bad" }[snapshot.health] ?? "quiet" : "quiet";
        const picture = tone === "good" ? "running" : tone === "warn" ? "backoff" : tone === "bad" ? "stuck" : "stopped";
        const paused = snapshot?.types.filter(type => type.paused).length ?? 0;
        const count = running >= wanted ? `${running} running` : `${running} of ${wanted} running`;
        setAttribute(byId("health"), "class", `shape ${tone}`);
        setShape(byId("health"), picture);
        if (snapshot) {
            const parts = [
                make("strong", { class: "number" }, count),
                bad > 0 ? make("span", { class: "bad" }, bad === 1 ? "1 needs attention" : `${bad} need attention`) : null,
                bad === 0 && wanted > running ? make("span", { class: "warn" }, "not all are up") : null,
                bad === 0 && wanted > 0 && wanted <= running && snapshot.health === "healthy" ? make("span", { class: "good" }, "all is well") : null,
                paused > 0 ? make("span", {}, plural(paused, "type paused", "types paused")) : null,
            ];
            const text = parts.map(part => part?.textContent).join();
            if (text !== this.said)
                byId("standing").replaceChildren(...parts.filter(part => part !== null));
            this.said = text;
        }
        this.name(state, tone, bad > 0 ? `${count}, ${bad === 1 ? "1 needs attention" : `${bad} need attention`}` : count);
    },

    /** A sample of what all together need; one every two seconds makes a curve of two minutes. */
    sample(snapshot) {
        const cpu = sum(snapshot.processes, "cpuPercent");
        const memory = sum(snapshot.processes, "residentBytes");
        setText(byId("cpu-total"), percent(cpu));
        setText(byId("memory-total"), bytes(memory));
        this.curve("cpu-curve", this.cpu, cpu ?? 0, 10);
        this.curve("memory-curve", this.memory, memory ?? 0, 1);
    },

    curve(id, samples, value, least) {
        samples.push(value);
        if (samples.length > curveLength)
            samples.shift();
        const most = Math.max(least, ...samples) * 1.1;
        const points = samples.map((sample, i) => `${curveLength - samples.length + i + 1},${(17 - sample / most * 16).toFixed(1)}`);
        setAttribute(byId(id).firstElementChild, "points", points.join(" "));
    },

    name(state, tone, count) {
        const title = byId("title").textContent;
        const mark = { live: { good: "●", warn: "▲", bad: "✕", quiet: "○" }[tone], lost: "⚠", ended: "■", locked: "⚿" }[state] ?? "○";
        const words = { live: count, lost: "connection lost", ended: "ended", locked: "token needed" }[state] ?? "connecting";
        const name = `${mark} ${words} – ${title}`;
        if (document.title !== name)
            document.title = name;
        this.icon(state, tone);
    },

    /** The tab's picture: the shape and the colour of the health. */
    icon(state, tone) {
        const color = { good: "%232da160", warn: "%23d08700", bad: "%23d63b3b", quiet: "%238a8f98" }[state === "lost" ? "warn" : tone];
        const path = {
            good: "M8 2a6 6 0 1 0 .01 0z", warn: "M8 1.5 15 14H1z", bad: "M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3z", quiet: "M3 3h10v10H3z",
        }[tone];
        setAttribute(byId("icon"), "href", `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><path fill='${color}' d='${path}'/></svg>`);
    },
};
