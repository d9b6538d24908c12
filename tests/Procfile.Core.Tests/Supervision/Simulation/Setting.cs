using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>A process type of the simulated Procfile. A reload replaces it by another with a higher version.</summary>
internal sealed record SimulatedType(string Name)
{
    internal int Version { get; init; } = 1;

    internal int Count { get; init; }

    internal RestartMode Mode { get; init; }

    internal bool RestartOnReload { get; init; } = true;

    internal bool HasProbe { get; init; }
}

/// <summary>What stays the same all through a schedule.</summary>
internal sealed record Setting
{
    internal static readonly TimeSpan ReadinessLimit = TimeSpan.FromSeconds(20);
    internal static readonly ProcessSignal RestartSignal = ProcessSignal.TryParse("USR2", out ProcessSignal signal) ? signal : default;

    private static readonly string[] Names = ["web", "worker", "clock", "mail"];
    private static readonly IReadinessProbe Probe = Readiness.After(TimeSpan.Zero);
    private static readonly Dictionary<string, string> NoVariables = [];

    internal required RestartPolicy Policy { get; init; }

    internal required ExitBehavior OnExit { get; init; }

    internal required int ConcurrentStarts { get; init; }

    /// <summary>Whether nothing ever fails and every restart is a rolling one: then no restart may cost a ready process.</summary>
    internal required bool IsGentle { get; init; }

    internal required SimulatedType[] Types { get; init; }

    /// <summary>Whether a process may end for good.</summary>
    internal bool HasEnds => OnExit != ExitBehavior.Restart || Policy.Condition != RestartCondition.Always || Policy.Limit is not null;

    internal static string[] TypeNames => Names;

    internal static Setting Random(Random random)
    {
        bool gentle = random.Next(6) == 0;
        return new Setting
        {
            IsGentle = gentle,
            ConcurrentStarts = random.Next(1, 4),
            OnExit = gentle ? ExitBehavior.Restart : random.Next(8) switch
            {
                0 => ExitBehavior.StopAll,
                1 => ExitBehavior.Ignore,
                2 => ExitBehavior.StopAllWhenGivenUp,
                _ => ExitBehavior.Restart,
            },
            Policy = random.Next(6) switch
            {
                0 => RestartPolicy.OnFailure,
                1 => RestartPolicy.Never,
                2 => RestartPolicy.Always with { Limit = 3 },
                _ => RestartPolicy.Always,
            },
            Types = [.. Names.Take(random.Next(1, 4)).Select(name => new SimulatedType(name)
            {
                Count = random.Next(4),
                HasProbe = random.Next(2) == 0,
                Mode = gentle ? RestartMode.Rolling : (RestartMode)random.Next(4),
                RestartOnReload = gentle || random.Next(4) > 0,
            })],
        };
    }

    internal static StopSequence StopSequenceOf(string type) => type switch
    {
        "worker" => Sequences.Quitting,
        "clock" => Sequences.Waiting,
        _ => StopSequence.Default,
    };

    internal ProcessPlan Plan(IReadOnlyList<SimulatedType> types)
    {
        var options = new SupervisorOptions
        {
            Formation = Formation.Parse(string.Join(',', types.Select(type => $"{type.Name}={type.Count}"))),
            Variables = NoVariables,
            OnExit = OnExit,
            RestartPolicy = Policy,
            BasePort = 5000,
        };
        foreach (SimulatedType type in types)
        {
            options.Types[type.Name] = new ProcessTypeOptions
            {
                Readiness = type.HasProbe ? Probe : null,
                ReadinessLimit = ReadinessLimit,
                RestartMode = type.Mode,
                RestartSignal = RestartSignal,
                RestartOnReload = type.RestartOnReload,
                StopSequence = StopSequenceOf(type.Name),
            };
        }

        return new ProcessPlan(types.Select((type, position) => new ProcessType(type.Name, $"serve {type.Version}", position)), options);
    }

    private static class Sequences
    {
        internal static readonly StopSequence Quitting = StopSequence.Parse("quit, 5, term, 3, kill");
        internal static readonly StopSequence Waiting = StopSequence.Parse("1s:usr1:2s:term:4s:kill");
    }
}
