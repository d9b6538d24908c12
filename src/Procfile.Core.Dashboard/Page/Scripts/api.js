// Requests to the API. The base is where this page is; the token comes in its address once and leaves it at once.

const base = location.pathname.replace(/\/+$/, "");

/** What the server answers when it will not: the detail is for people. */
class Refusal extends Error {
    constructor(status, title, detail) {
        super(detail || title || `the server has answered ${status}`);
        this.status = status;
    }
}

const access = {
    key: `procfile-token ${base}`,
    token: null,

    /** Takes the token out of the address, so that it is in no bookmark, no history and on no screenshot. */
    take() {
        const address = new URL(location.href);
        const given = address.searchParams.get("token");
        if (given !== null) {
            address.searchParams.delete("token");
            history.replaceState(history.state, "", address.pathname + address.search + address.hash);
        }
        if (given)
            this.keep(given);
        else
            this.token = this.stored();
    },

    keep(token) {
        this.token = token;
        try {
            sessionStorage.setItem(this.key, token);
        } catch {
            // Without storage the token lasts as long as the page.
        }
    },

    stored() {
        try {
            return sessionStorage.getItem(this.key);
        } catch {
            return null;
        }
    },
};

/** The server's clock minus this one's, in milliseconds; set when the two are so far apart that uptimes would be wrong. */
const clock = {
    offset: 0,
    now() { return Date.now() + this.offset; },
    heed(response) {
        const difference = Date.parse(response.headers.get("date")) - Date.now();
        if (!Number.isNaN(difference))
            this.offset = Math.abs(difference) > 2000 ? difference : 0;
    },
};

/** Sends a request; a refusal is thrown as a Refusal, an unreachable server as whatever fetch throws. */
async function request(path, { body, lastEventId, signal, accept } = {}) {
    const headers = { Accept: accept ?? "application/json" };
    if (access.token)
        headers.Authorization = `Bearer ${access.token}`;
    if (body)
        headers["Content-Type"] = "application/json";
    if (lastEventId)
        headers["Last-Event-ID"] = lastEventId;
    const response = await fetch(`${base}/${path}`, {
        method: body ? "POST" : "GET",
        headers,
        body: body ? JSON.stringify(body) : undefined,
        credentials: "same-origin",
        cache: "no-store",
        redirect: "error",
        signal,
    });
    if (response.ok)
        return response;
    let problem = null;
    try {
        problem = await response.json();
    } catch {
        // A proxy's own page: the status has to do.
    }
    throw new Refusal(response.status, problem?.title, problem?.detail);
}
