using System.Text;
using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>Requests, ends, failures and the passing of time in an order that a seed decides.</summary>
internal sealed record Schedule(Setting Setting, Step[] Steps)
{
    private static readonly StepKind[] Rough =
    [
        .. Enumerable.Repeat(StepKind.AnswerLaunch, 8),
        .. Enumerable.Repeat(StepKind.DeliverExit, 4),
        .. Enumerable.Repeat(StepKind.AnswerSweep, 4),
        .. Enumerable.Repeat(StepKind.BecomeReady, 3),
        .. Enumerable.Repeat(StepKind.Crash, 4),
        .. Enumerable.Repeat(StepKind.PassTime, 6),
        .. Enumerable.Repeat(StepKind.Restart, 3),
        .. Enumerable.Repeat(StepKind.Reload, 2),
        .. Enumerable.Repeat(StepKind.Scale, 2),
        .. Enum.GetValues<StepKind>().Where(kind => kind >= StepKind.DeliverStale || kind == StepKind.SayNotReady),
    ];

    private static readonly StepKind[] Gentle =
    [
        .. Enumerable.Repeat(StepKind.AnswerLaunch, 4),
        .. Enumerable.Repeat(StepKind.DeliverExit, 4),
        .. Enumerable.Repeat(StepKind.AnswerSweep, 4),
        .. Enumerable.Repeat(StepKind.BecomeReady, 4),
        StepKind.PassTime, StepKind.Restart, StepKind.Reload, StepKind.Scale, StepKind.DeliverStale, StepKind.StartAll,
    ];

    internal static Schedule Random(int seed)
    {
        var random = new Random(seed);
        Setting setting = Setting.Random(random);
        StepKind[] kinds = setting.IsGentle ? Gentle : Rough;
        // Where an end ends all, the model has to know of it before the next request: then every step is a turn of its own.
        bool joins = setting.OnExit is ExitBehavior.Restart or ExitBehavior.Ignore;
        var steps = new Step[random.Next(20, 120)];
        for (int i = 0; i < steps.Length; i++)
            steps[i] = new Step(kinds[random.Next(kinds.Length)], random.Next(1000), random.Next(1000), joins && random.Next(5) == 0);
        return new Schedule(setting, steps);
    }

    /// <summary>Plays the schedule, and lets the world come to rest.</summary>
    /// <param name="log">Where each step is told of, in words.</param>
    /// <returns>How many turns the supervisor has taken.</returns>
    internal int Play(StringBuilder? log = null)
    {
        using var world = new SimulatedWorld(Setting, log);
        if (Setting.IsGentle)
            world.StartAll();
        foreach (Step step in Steps)
            Take(world, step);
        world.EndTurn();
        // As it goes in life: now and then a supervisor ends in the midst of everything.
        if (Steps.Length % 16 == 0)
            world.BeAbandoned();
        else
            world.Rest();
        return world.Turns;
    }

    private void Take(SimulatedWorld world, Step step)
    {
        (int a, int b, bool joined) = (step.A, step.B, step.IsJoined);
        switch (step.Kind)
        {
            case StepKind.AnswerLaunch when world.Launches.Count > 0: world.AnswerLaunch(a, Setting.IsGentle ? 10 : b % 24, joined); break;
            case StepKind.DeliverExit when world.Exits.Count > 0: world.DeliverExit(a, joined); break;
            case StepKind.AnswerSweep when world.Sweeps.Count > 0: world.AnswerSweep(a, joined); break;
            case StepKind.BecomeReady when world.Watches.Count > 0: world.BecomeReady(a, joined); break;
            case StepKind.SayNotReady when world.Watches.Count > 0: world.SayNotReady(a, joined); break;
            case StepKind.Crash: world.Crash(a, b); break;
            case StepKind.PassTime: PassTime(world, a, b, joined); break;
            case StepKind.DeliverStale: world.DeliverStale(joined); break;
            case StepKind.StartAll: world.StartAll(joined); break;
            case StepKind.StopAll: world.StopAll(b % 3 > 0 ? TimeSpan.MaxValue : TimeSpan.FromMilliseconds(a * 12), joined); break;
            case StepKind.KillAll: world.KillAll(joined); break;
            case StepKind.Start: world.Start(Name(a, b), joined); break;
            case StepKind.Stop: world.Stop(Name(a, b), joined); break;
            case StepKind.Scale: world.Scale(Requests(world, a, b), joined); break;
            case StepKind.Pause: world.Pause(TypeOrTypes(a), joined); break;
            case StepKind.Resume: world.Resume(TypeOrTypes(a), joined); break;
            case StepKind.Restart: world.Restart(Name(a, b / 5), Mode(b % 5), joined); break;
            case StepKind.Signal: world.Signal(Name(a, b / 3), b % 3 == 0 ? ProcessSignal.Term : Setting.RestartSignal, joined); break;
            case StepKind.Reload: world.Reload(a, b, joined); break;
        }
    }

    private void PassTime(SimulatedWorld world, int a, int b, bool joined)
    {
        if (Setting.IsGentle)
            world.Advance(TimeSpan.FromMilliseconds(world.Watches.Count > 0 ? a / 10 : a), joined);
        else if (b % 3 > 0 && world.Engine.Due is { } due)
            world.Advance(due > world.Now ? due - world.Now : TimeSpan.Zero, joined);
        else
            world.Advance(TimeSpan.FromMilliseconds(b % 10 == 0 ? a * 100 : a * 4), joined);
    }

    private RestartMode? Mode(int which) => Setting.IsGentle ? RestartMode.Rolling : which < 4 ? (RestartMode)which : null;

    /// <summary>Mostly one; a second may be about the same type, or about one that there is not.</summary>
    private static ScaleRequest[] Requests(SimulatedWorld world, int which, int how)
    {
        var first = new ScaleRequest(TypeOrTypes(which), Change(world, how));
        return which / 40 % 4 == 0 ? [first, new ScaleRequest(TypeOrTypes(which / 7), Change(world, how / 10))] : [first];
    }

    private static ScaleChange Change(SimulatedWorld world, int which) =>
        which % 2 == 0 || world.Model.Types.Any(type => type.Count > 3) ? ScaleChange.To(which / 2 % 5) : ScaleChange.By((which / 2 % 5) - 2);

    private static string TypeOrTypes(int which) => (which / 4 % 10) switch
    {
        0 => "*",
        1 => "w*",
        _ => Type(which),
    };

    private static string Type(int which) => Setting.TypeNames[which % Setting.TypeNames.Length];

    private static string Name(int which, int how) => (how % 3) switch
    {
        0 => "*",
        1 => Type(which),
        _ => $"{Type(which)}.{1 + (how / 3 % 4)}",
    };
}
