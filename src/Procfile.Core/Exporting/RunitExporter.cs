using Procfile.Core.Commands;
using Procfile.Core.Supervision;

namespace Procfile.Core.Exporting;

/// <summary>Service directories of runit, one a process, each with its log: runsv(8), chpst(8).</summary>
public sealed class RunitExporter : Exporter
{
    internal RunitExporter()
    {
    }

    /// <inheritdoc/>
    public override string Name => "runit";

    /// <inheritdoc/>
    public override string Description => "service directories of runit";

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
            files.Add(new ExportedFile($"{directory}/run", ServiceDirectory.Run(process, Tools(source, process)), ExportedFile.PrivateProgram));
            files.Add(new ExportedFile($"{directory}/control/t", Stop(process.Stop), ExportedFile.PrivateProgram));
            if (process.Restart.Condition != RestartCondition.Always)
                files.Add(new ExportedFile($"{directory}/finish", Finish(process), ExportedFile.PrivateProgram));
            files.Add(new ExportedFile($"{directory}/log/run", ServiceDirectory.Log(process, $"{logs}/{name}", "chpst -u", "svlogd"), ExportedFile.PrivateProgram));
        }

        return ExportText.Result(source, files, ["sv status /etc/service/" + app + "-*   # runsvdir finds them by itself"]);
    }

    private static IEnumerable<string> Tools(ExportPlan source, ExportedProcess process)
    {
        // A group of its own, so that all of it can be stopped.
        yield return "chpst -P -e \"$service/env\"";
        if (process.User is { } user)
            yield return $"-u {ShellQuoting.Quote(process.Group is { } group ? $"{user}:{group}" : user)}";
        if (process.Niceness is { } nice)
            yield return $"-n {ExportText.Number(nice)}";
        foreach ((ResourceLimit limit, long? value) in process.Limits)
        {
            if (ServiceDirectory.LimitOption(limit) is { } option && value is { } number)
                yield return $"{option} {ExportText.Number(number)}";
            else
                source.Notes.Warn(process.Type.Name, $"chpst cannot set the limit {ResourceLimitNames.Of(limit)}: it is left out.");
        }
    }

    /// <summary>Takes the place of runit's TERM to the one process, and of the KILL that it leaves to whoever waits.</summary>
    private static string Stop(StopSequence stop) => $"""
        #!/bin/sh
        # {ExportText.Header}
        # {stop}
        read -r pid <supervise/pid || exit 0
        ( {ExportText.StopScript(stop, "-$pid", ends: true)} ) </dev/null >/dev/null 2>&1 &

        """;

    private static string Finish(ExportedProcess process) => process.Restart.Condition == RestartCondition.Never
        ? $"""
            #!/bin/sh
            # {ExportText.Header}
            printf d >supervise/control

            """
        : $"""
            #!/bin/sh
            # {ExportText.Header}
            case $1 in {ServiceDirectory.SuccessPattern(process)}) printf d >supervise/control ;; esac

            """;
}
