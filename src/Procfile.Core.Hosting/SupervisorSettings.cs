using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;

namespace Procfile.Core.Hosting;

/// <summary>Makes a supervisor's options of a host's configuration, which has been found right.</summary>
internal static class SupervisorSettings
{
    internal static void Apply(ProcfileOptions from, SupervisorOptions to, string directory)
    {
        if (from.Formation.Count > 0)
            to.Formation = Formation.Parse(FormationText.Of(from.Formation));
        to.BasePort = from.BasePort;
        to.OnExit = from.OnExit;
        to.RestartPolicy = RestartPolicy.Always with { Condition = from.Restart };
        if (from.StopSequence is { } stop)
            to.StopSequence = StopSequence.Parse(stop);
        foreach ((string type, ProcessSettings settings) in from.Processes)
            Apply(settings, from.Restart, to.OptionsFor(type), directory);
    }

    private static void Apply(ProcessSettings from, RestartCondition usual, ProcessTypeOptions to, string directory)
    {
        to.Label = from.Label;
        to.Directory = from.Directory is null ? null : Path.Combine(directory, from.Directory);
        to.OnExit = from.OnExit;
        to.RestartMode = from.RestartMode;
        to.RestartOnReload = from.RestartOnReload;
        to.User = from.User;
        to.Niceness = from.Niceness;
        to.OpenFiles = from.OpenFiles;
        to.ReadinessLimit = from.ReadinessLimit ?? to.ReadinessLimit;
        if (from.Restart is not null || from.RestartLimit is not null)
            to.RestartPolicy = RestartPolicy.Always with { Condition = from.Restart ?? usual, Limit = from.RestartLimit };
        if (from.StopSequence is { } stop)
            to.StopSequence = StopSequence.Parse(stop);
        if (from.Readiness is { } readiness && Readiness.TryParse(readiness, out IReadinessProbe? probe, out _))
            to.Readiness = probe;
        if (from.RestartSignal is { } text && ProcessSignal.TryParse(text, out ProcessSignal signal))
            to.RestartSignal = signal;
        foreach ((string name, string value) in from.Environment)
            to.Environment[name] = value;
    }
}
