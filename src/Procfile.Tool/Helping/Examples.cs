namespace Procfile.Tool.Helping;

/// <summary>What somebody would type, and what it does: the end of each command's help.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, (string Line, string Does)[]> ByCommand = new()
    {
        ["start"] =
        [
            ("procfile start", "all types, one process each"),
            ("procfile start web worker -m worker=3", "these two, three workers"),
            ("procfile start --environment production", "from Procfile_production"),
            ("procfile start --on-exit stop", "as foreman: one ends, all end"),
        ],
        ["run"] =
        [
            ("procfile run worker", "one worker, in the foreground"),
            ("procfile run -- bin/rails console", "any command, with the same variables"),
        ],
        ["ps"] =
        [
            ("procfile ps", "all processes"),
            ("procfile ps --watch worker", "the workers, as they change"),
            ("procfile ps 'worker.1*'", "worker.1, worker.10, worker.11, …"),
            ("procfile ps --json | jq '.processes[] | select(.health != \"healthy\").name'", "who is not well"),
        ],
        ["logs"] =
        [
            ("procfile logs", "the last 100 lines of all"),
            ("procfile logs -f worker", "what the workers write, from now on too"),
            ("procfile logs -n 1000 web.1 --no-prefix", "a thousand lines as they were written"),
        ],
        ["events"] =
        [
            ("procfile events", "what has happened lately"),
            ("procfile events -f --json", "what happens, for a program"),
        ],
        ["scale"] =
        [
            ("procfile scale worker=3", "three workers"),
            ("procfile scale worker=+2 web=-1", "two more, one less"),
            ("procfile scale worker=0", "none"),
        ],
        ["restart"] =
        [
            ("procfile restart", "everything"),
            ("procfile restart web --mode rolling", "a new one is ready before an old one stops"),
            ("procfile restart worker.2", "one process"),
        ],
        ["stop"] =
        [
            ("procfile stop worker.2", "one process; restart starts it again"),
            ("procfile stop", "everything, and start ends"),
            ("procfile stop --within 5", "the same, with KILL after five seconds"),
        ],
        ["signal"] =
        [
            ("procfile signal HUP web", "has web read its configuration again"),
            ("procfile signal USR1 'worker.*'", "to each worker"),
            ("procfile signal USR1", "to all"),
        ],
        ["pause"] =
        [
            ("procfile pause worker", "no worker any more, until resume"),
            ("procfile pause", "nothing runs any more, start goes on"),
        ],
        ["resume"] =
        [
            ("procfile resume worker", "as many workers as there were"),
            ("procfile resume", "all that is paused"),
        ],
        ["check"] =
        [
            ("procfile check", "what is wrong in Procfile and .env"),
            ("procfile check --for HerokuCnb,Foreman", "what they would read differently"),
            ("procfile check --fix", "applies the safe fixes"),
        ],
        ["list"] = [("procfile list", "names and commands"), ("procfile list -f Procfile.dev --json", "of another file, for a program")],
        ["show"] = [("procfile show web", "its command, variables replaced"), ("procfile show web -e production.env", "with other variables")],
        ["expand"] = [("procfile expand -m web=2,worker=3", "five commands, each with its port")],
        ["env"] = [("procfile env --origins", "each variable, and where it comes from"), ("procfile env --only-files", "what the .env files say")],
        ["set"] = [("procfile set worker 'bundle exec sidekiq'", "adds the type, or changes its command")],
        ["delete"] = [("procfile delete worker", "takes the type out")],
        ["export"] =
        [
            ("procfile export systemd /etc/systemd/system --app shop", "units that start when the server boots"),
            ("procfile export systemd - | less", "what would be written"),
        ],
        ["completion"] =
        [
            ("source <(procfile completion bash)", "in ~/.bashrc"),
            ("source <(procfile completion zsh)", "in ~/.zshrc, after compinit"),
            ("procfile completion fish | source", "in ~/.config/fish/config.fish"),
            ("procfile completion pwsh | Out-String | Invoke-Expression", "in $PROFILE"),
        ],
    };

    internal static IReadOnlyList<(string Line, string Does)> Of(string command) => ByCommand.GetValueOrDefault(command, []);
}
