using System.Globalization;
using Procfile.Core.Supervision;

namespace Procfile.Core.Exporting;

/// <summary>Jobs of upstart: one over all, one a type, one a process: init(5) of upstart.</summary>
/// <remarks>
/// Command and variables stand in a script, which only a shell reads, on lines without a character that upstart takes for its own.
/// </remarks>
public sealed class UpstartExporter : Exporter
{
    internal UpstartExporter()
    {
    }

    /// <inheritdoc/>
    public override string Name => "upstart";

    /// <inheritdoc/>
    public override string Description => "jobs of upstart";

    /// <inheritdoc/>
    public override ExportResult Export(ProcessPlan plan, ExportOptions? options = null)
    {
        var source = new ExportPlan(plan, options ?? new ExportOptions(), inContainers: false);
        var names = new SafeNames("-_.");
        string app = names.Of(source.Options.AppName);
        List<ExportedFile> files = [new($"{app}.conf", ExportText.Lines([$"# {ExportText.Header}", "start on runlevel [2345]", "stop on runlevel [!2345]"]), ExportedFile.Public)];
        foreach (IGrouping<ProcessType, ExportedProcess> type in source.Processes().GroupBy(process => process.Type))
        {
            string job = $"{app}-{names.Of(type.Key.Name)}";
            files.Add(new ExportedFile($"{job}.conf", ExportText.Lines([$"# {ExportText.Header}", $"start on starting {app}", $"stop on stopping {app}"]), ExportedFile.Public));
            foreach (ExportedProcess process in type)
            {
                string name = names.Of(ExportText.Dashed(process));
                string? log = source.Options.LogDirectory is { } directory ? $"{directory.TrimEnd('/')}/{name}.log" : null;
                files.Add(new ExportedFile($"{app}-{name}.conf", ExportText.Lines(Job(source, process, job, log)), ExportedFile.Private));
            }
        }

        return ExportText.Result(source, files, ["initctl reload-configuration", $"start {app}"]);
    }

    private static IEnumerable<string> Job(ExportPlan source, ExportedProcess process, string type, string? log)
    {
        yield return $"# {ExportText.Header}";
        yield return $"start on starting {type}";
        yield return $"stop on stopping {type}";
        if (process.Restart.Condition != RestartCondition.Never)
            yield return "respawn";
        if (process.Restart.Policy.Limit is { } limit)
            yield return string.Create(CultureInfo.InvariantCulture, $"respawn limit {limit} {ExportText.Whole(process.Restart.Policy.LimitWindow)}");
        else if (process.Restart.Condition != RestartCondition.Never)
            yield return "respawn limit unlimited";
        if (process.Restart.Condition == RestartCondition.OnFailure)
            yield return $"normal exit {string.Join(' ', process.Restart.SuccessCodes)}";
        StopStep first = process.Stop.Steps[0];
        yield return $"kill signal SIG{first.Signal.Name}";
        yield return $"kill timeout {ExportText.Number(ExportText.Whole(process.Stop.Duration))}";
        if (process.Stop.Steps.Length > 2 || process.Stop.InitialWait > TimeSpan.Zero)
            source.Notes.Warn(process.Type.Name, $"upstart sends one signal and, when the time is up, KILL: its stop sequence \"{process.Stop}\" becomes that.");
        if (process.User is { } user)
            yield return $"setuid {user}";
        if (process.Group is { } group)
            yield return $"setgid {group}";
        if (process.Umask is { } umask)
            yield return $"umask {ExportText.Octal(umask)}";
        if (process.Niceness is { } nice)
            yield return string.Create(CultureInfo.InvariantCulture, $"nice {nice}");
        foreach ((ResourceLimit key, long? value) in process.Limits)
        {
            string number = value?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";
            yield return $"limit {ResourceLimitNames.Of(key)} {number} {number}";
        }

        if (log is null)
            yield return "console log";
        yield return "";
        yield return "script";
        foreach (string line in AsciiShell.Script(process, log))
            yield return $"  {line}";
        yield return "end script";
    }
}
