using System.Globalization;

namespace Procfile.Core.Supervision;

/// <summary>Events in words, for the people who watch a run.</summary>
internal static class EventText
{
    /// <summary>The event in words; null when it is not worth a line.</summary>
    internal static string? Of(SupervisorEvent happened) => happened.Kind switch
    {
        SupervisorEventKind.Started => Line($"{happened.Process} started (pid {happened.ProcessId})"),
        SupervisorEventKind.Exited => Line($"{happened.Process} ended with {happened.Exit}"),
        SupervisorEventKind.LaunchFailed => $"{happened.Process} could not be started: {happened.Message}",
        SupervisorEventKind.RestartScheduled when happened.Delay > TimeSpan.Zero => Line($"{happened.Process} starts again in {happened.Delay.Value.TotalSeconds:0.0} s"),
        SupervisorEventKind.CrashLooping => Line($"{happened.Process} is in a crash loop: it has ended {happened.Count} times in a row"),
        SupervisorEventKind.GaveUp => $"{happened.Process} is given up: {happened.Message}",
        SupervisorEventKind.LeftoversFound => Line($"{happened.Process} has left {happened.Count} behind; ending them"),
        SupervisorEventKind.Stuck => $"{happened.Process} is stuck: it could not be killed",
        SupervisorEventKind.Scaled => Line($"{happened.Type} is scaled to {happened.Count}"),
        SupervisorEventKind.RollBrokenOff => $"the rolling restart of {happened.Type} is broken off: {happened.Message}",
        SupervisorEventKind.Reloaded when happened.Message is { Length: > 0 } changes => $"the Procfile was read anew: {changes}",
        SupervisorEventKind.Reloaded => "the Procfile was read anew: nothing is different",
        SupervisorEventKind.ReloadRefused => $"the Procfile was read anew, and nothing is changed: {happened.Message}",
        SupervisorEventKind.EventsDropped => Line($"{happened.Count} events were not shown"),
        _ => null,
    };

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
