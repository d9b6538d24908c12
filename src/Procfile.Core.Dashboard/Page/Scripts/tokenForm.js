// Asks for the token when the API wants one and has got none, or a wrong one.

const tokenForm = {
    show() {
        // Several answers may say so at once; what is being typed stays.
        if (!byId("token-form").hidden)
            return;
        setText(byId("token-wrong"), access.token ? "This token is not right." : "");
        byId("token-form").hidden = false;
        byId("token-input").value = "";
        byId("token-input").focus();
    },

    /** Takes the token itself, or the address that has it. */
    read(text) {
        const found = /[?&]token=([^&#\s]+)/.exec(text);
        return found ? decodeURIComponent(found[1]) : text.trim();
    },

    begin() {
        byId("token-form").addEventListener("submit", event => {
            event.preventDefault();
            const token = this.read(byId("token-input").value);
            if (!/^[\x21-\x7e]+$/.test(token)) {
                setText(byId("token-wrong"), "A token is letters and digits, without spaces.");
                return;
            }
            access.keep(token);
            byId("token-form").hidden = true;
            live.enter("connecting");
            live.start();
        });
    },
};
