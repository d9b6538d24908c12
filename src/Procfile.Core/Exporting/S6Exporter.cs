using Procfile.Core.Commands;
using Procfile.Core.Supervision;

namespace Procfile.Core.Exporting;

/// <summary>Service directories of s6, one a process, each with its log: s6-supervise's <c>run</c>, <c>finish</c>, <c>down-signal</c>, <c>timeout-kill</c>.</summary>
public sealed class S6Exporter : Exporter
{
    internal S6Exporter()
    {
    }

    /// <inheritdoc/>
    public override string Name => "s6";

    /// <inheritdoc/>
    public override string Description => "service directories of s6";

    /// <inheritdoc/>
    public override ExportResult Export(ProcessPlan plan, ExportOptions? options = null)
    {
        var source = new ExportPlan(plan, options ?? new ExportOptions(), inContainers: false);
        var names = new SafeNames("-_.");
        string app = names.Of(source.Options.AppName);
        string logs = ExportText.LogDirectory(source, app);
        List<ExportedFile> files = [];
        foreach (ExportedProcess process in source.Processes())
        {
            string name = names.Of(ExportText.Dashed(process));
            string directory = $"{app}-{name}";
            files.AddRange(ServiceDirectory.Variables(process, directory));
            files.Add(new ExportedFile($"{directory}/run", ServiceDirectory.Run(process, Tools(source, process), "echo $$ >group\n"), ExportedFile.PrivateProgram));
            files.Add(new ExportedFile($"{directory}/finish", Finish(process), ExportedFile.PrivateProgram));
            files.Add(new ExportedFile($"{directory}/down-signal", $"SIG{process.Stop.Steps[0].Signal.Name}\n", ExportedFile.Public));
            // 0 would be for ever.
            long kill = Math.Max(1, (long)process.Stop.Duration.TotalMilliseconds);
            files.Add(new ExportedFile($"{directory}/timeout-kill", $"{ExportText.Number(kill)}\n", ExportedFile.Public));
            files.Add(new ExportedFile($"{directory}/log/run", ServiceDirectory.Log(process, $"{logs}/{name}", "s6-setuidgid", "s6-log n10 s1000000"), ExportedFile.PrivateProgram));
            if (process.Stop.Steps.Length > 2 || process.Stop.InitialWait > TimeSpan.Zero)
                source.Notes.Warn(process.Type.Name, $"s6 sends one signal and, when the time is up, KILL: its stop sequence \"{process.Stop}\" becomes that.");
        }

        return ExportText.Result(source, files, ["s6-svscanctl -a /run/service   # the scan directory"]);
    }

    private static IEnumerable<string> Tools(ExportPlan source, ExportedProcess process)
    {
        yield return "s6-envdir \"$service/env\"";
        if (process.Niceness is { } nice)
            yield return $"nice -n {ExportText.Number(nice)}";
        foreach ((ResourceLimit limit, long? value) in process.Limits)
            yield return $"s6-softlimit {LimitOption(limit)} {(value is { } number ? ExportText.Number(number) : "=")}";

        if (process.User is not { } user)
            yield break;
        if (process.Group is not null)
            source.Notes.Warn(process.Type.Name, "s6-setuidgid takes no group: the user's own is the process's.");
        yield return $"s6-setuidgid {ShellQuoting.Quote(user)}";
    }

    /// <summary>
    /// Kills what the process has left in its group, which s6 signals no more, and whose number only newer ones tell; 125 tells s6 to
    /// leave the process as it ended.
    /// </summary>
    private static string Finish(ExportedProcess process)
    {
        string end = process.Restart.Condition switch
        {
            RestartCondition.Never => "exit 125\n",
            RestartCondition.OnFailure => $"case $1 in {ServiceDirectory.SuccessPattern(process)}) exit 125 ;; esac\n",
            _ => "",
        };
        return $"""
            #!/bin/sh
            # {ExportText.Header}
            read -r group <group && rm -f group && kill -s KILL -- "-$group" 2>/dev/null
            {end}
            """;
    }

    private static string LimitOption(ResourceLimit limit) => ServiceDirectory.LimitOption(limit) ?? limit switch
    {
        ResourceLimit.LockedMemory => "-l",
        ResourceLimit.ResidentSize => "-r",
        ResourceLimit.StackSize => "-s",
        _ => "-a",
    };
}
