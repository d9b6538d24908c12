// What can be done. Nothing here changes the view: that comes back as an event, as it would had anyone else done it.
// No answer is waited for: a stop may take minutes, and a browser has few connections.

const operations = {
    async send(operation, body, failure) {
        try {
            await request(`api/${operation}`, { body: { ...body, wait: false } });
            live.changed();
            return true;
        } catch (error) {
            if (error instanceof Refusal && error.status === 401)
                live.lock();
            else
                messages.error(failure, error instanceof Refusal ? error.message : "The supervisor cannot be reached.");
            return false;
        }
    },

    add: type => operations.send("scale", { formation: `${type}=+1` }, `No ${type} was added`),
    takeAway: type => operations.send("scale", { formation: `${type}=-1` }, `No ${type} was taken away`),
    scale: (type, count) => operations.send("scale", { formation: `${type}=${count}` }, `${type} was not scaled`),
    pause: name => operations.send("pause", { names: [name] }, `${spokenName(name)} could not be paused`),
    resume: name => operations.send("resume", { names: [name] }, `${spokenName(name)} could not be resumed`),
    start: name => operations.send("start", { names: [name] }, `${spokenName(name)} could not be started`),
    stop: name => operations.send("stop", { names: [name] }, `${spokenName(name)} could not be stopped`),
    // By name: to stop "*" would end the supervisor, and nobody could start anything again from here.
    stopAll: () => operations.send("stop", { names: live.snapshot.types.map(type => type.name) }, "Not everything could be stopped"),
    kill: name => operations.send("stop", { names: [name], withinSeconds: 0 }, `${spokenName(name)} could not be killed`),
    restart: (name, mode) => operations.send("restart", mode ? { names: [name], mode } : { names: [name] }, `${spokenName(name)} could not be restarted`),
    signal: (name, signal) => operations.send("signal", { names: [name], signal }, `${spokenName(name)} did not get ${signal}`),
};

const spokenName = name => name === "*" ? "Everything" : name;

/** What the menu of a row offers; null draws a line. What interrupts work is asked twice. */
const offers = {
    ofProcess(process) {
        const name = process.name;
        return [
            { text: "Show its log", keys: "l", act: () => logs.show(name) },
            null,
            process.wanted ? null : { text: "Start", act: () => operations.start(name) },
            { text: "Restart", keys: "r", act: () => operations.restart(name) },
            { text: "Stop", keys: "s", act: () => operations.stop(name), unless: !process.wanted },
            { text: "Kill at once", sure: `Kill ${name}`, act: () => operations.kill(name), unless: process.pid === null },
            null,
            ...signals(name, process.pid === null),
        ];
    },

    ofType(type, processes) {
        const name = type.name;
        const none = processes.length === 0;
        return [
            { text: "Show its log", keys: "l", act: () => logs.show(name) },
            { text: "Wish a number …", keys: "#", act: () => table.askCount(name) },
            null,
            type.paused
                ? { text: "Resume", keys: "p", act: () => operations.resume(name) }
                : { text: "Pause", keys: "p", act: () => operations.pause(name) },
            { text: "Start", act: () => operations.start(name), unless: none || processes.every(process => process.wanted) },
            { text: "Stop", keys: "s", sure: `Stop ${plural(processes.length, "process", "processes")}`, act: () => operations.stop(name), unless: none },
            null,
            { text: "Restart", keys: "r", act: () => operations.restart(name), unless: none },
            { text: "Restart one after the other", act: () => operations.restart(name, "rolling"), unless: none },
            { text: "Stop all, then start", sure: `Stop and start ${name}`, act: () => operations.restart(name, "stopThenStart"), unless: none },
            null,
            ...signals(name, processes.every(process => process.pid === null)),
        ];
    },

    ofAll(processes) {
        const count = plural(processes.length, "process", "processes");
        return [
            { text: "Show all logs", keys: "a", act: () => logs.show("") },
            null,
            { text: "Start all", act: () => operations.start("*") },
            { text: "Resume all", act: () => operations.resume("*") },
            null,
            { text: "Restart all", sure: `Restart ${count}`, act: () => operations.restart("*") },
            { text: "Pause all", sure: `Pause ${count}`, act: () => operations.pause("*") },
            { text: "Stop all", sure: `Stop ${count}`, act: () => operations.stopAll() },
        ];
    },
};

const signals = (name, unless) => ["HUP", "USR1", "USR2"].map(signal => ({ text: `Send ${signal}`, act: () => operations.signal(name, signal), unless }));
