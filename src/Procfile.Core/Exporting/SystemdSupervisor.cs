using System.Collections.Immutable;
using System.Globalization;

namespace Procfile.Core.Exporting;

/// <summary>The one unit that runs a supervisor, which then reports to systemd that it is ready, alive, and what it runs.</summary>
internal static class SystemdSupervisor
{
    private const string SearchPath = "PATH";

    internal static ExportResult Write(ExportPlan source, bool isUser)
    {
        string app = new SafeNames("-_.").Of(source.Options.AppName);
        ExportedProcess[] processes = [.. source.Processes()];
        ImmutableArray<string> command = source.Options.Supervisor;
        if (command.IsDefaultOrEmpty || !command[0].StartsWith('/'))
        {
            source.Notes.Error(null, "the unit of a supervisor needs the supervisor's command, beginning with an absolute path.");
            return ExportText.Result(source, [], []);
        }

        string directory = Path.GetFullPath(source.Supervision.Directory ?? Environment.CurrentDirectory);
        if (!SystemdText.HoldsPath(directory))
            source.Notes.Error(null, "systemd cannot be told such a directory: give it a name without control characters and blanks around it.");
        TimeSpan stop = processes.Select(process => process.Stop.Duration).Append(TimeSpan.Zero).Max() + TimeSpan.FromSeconds(5);
        string? path = source.Supervision.Variables?.GetValueOrDefault(SearchPath);
        string text = ExportText.Lines(
        [
            $"# {ExportText.Header}",
            "[Unit]",
            $"Description={app}: the processes of its Procfile",
            "After=network.target",
            "StartLimitIntervalSec=0",
            "",
            "[Service]",
            "Type=notify",
            "NotifyAccess=main",
            .. isUser ? [] : UserLines(source.Options.User),
            $"WorkingDirectory={SystemdText.Plain(directory)}",
            // The supervisor reads the .env files itself, so that no value stands here.
            .. path is not null && SystemdText.HoldsVariable(SearchPath, path) ? [$"Environment={SystemdText.Variable(SearchPath, path)}"] : Array.Empty<string>(),
            $"ExecStart={string.Join(' ', command.Select(SystemdText.Word))}",
            "ExecReload=/bin/kill -HUP $MAINPID",
            "Restart=always",
            $"RestartSec={SystemdText.Seconds(source.Options.RestartDelay)}",
            .. source.Options.Watchdog > TimeSpan.Zero ? [$"WatchdogSec={SystemdText.Seconds(source.Options.Watchdog)}"] : Array.Empty<string>(),
            // The supervisor stops its processes itself; what is left five seconds later systemd kills.
            "KillMode=mixed",
            $"TimeoutStopSec={SystemdText.Seconds(stop)}",
            "Delegate=yes",
            "StandardInput=null",
            .. LogLines(source, app),
            $"SyslogIdentifier={app}",
            .. source.Options.Limits.OrderBy(limit => limit.Key).Select(limit => $"{SystemdExporter.LimitName(limit.Key)}={limit.Value?.ToString(CultureInfo.InvariantCulture) ?? "infinity"}"),
            "",
            "[Install]",
            $"WantedBy={(isUser ? "default.target" : "multi-user.target")}",
        ]);
        string systemctl = isUser ? "systemctl --user" : "systemctl";
        return ExportText.Result(source, [new ExportedFile($"{app}.service", text, ExportedFile.Public)],
        [
            $"{systemctl} daemon-reload", $"{systemctl} enable --now {app}.service", .. isUser ? [SystemdExporter.Linger] : Array.Empty<string>(),
        ]);
    }

    private static string[] UserLines(string? user)
    {
        string[] account = user?.Split(':', 2) ?? [];
        return [.. account.Take(1).Select(name => $"User={name}"), .. account.Skip(1).Select(name => $"Group={name}")];
    }

    private static string[] LogLines(ExportPlan source, string app)
    {
        if (source.Options.LogDirectory is not { } directory)
            return [];
        string file = $"append:{SystemdText.Plain(directory.TrimEnd('/'))}/{app}.log";
        source.Notes.Warn(null, $"systemd makes no directory for logs: {directory} has to exist, for the processes' user.");
        return [$"StandardOutput={file}", $"StandardError={file}"];
    }
}
