using System.Globalization;
using System.Text;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Supervision.Machine;
using VerifyXunit;

namespace Procfile.Core.Tests.Supervision;

/// <summary>
/// The whole machine as a table that can be read: what every input does in every state. Sequence: TERM, 10 s, KILL; the policy restarts after
/// 1 s; readiness may take 30 s.
/// </summary>
public sealed class ProcessMachineTable
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(100);
    private static readonly ProcessInput Launched = new ProcessInput.Launched(1);
    private static readonly ProcessInput Ready = new ProcessInput.Ready(1);
    private static readonly ProcessInput Crash = new ProcessInput.Exited(1, ProcessExit.WithCode(1));
    private static readonly ProcessInput[] Spawning = [ProcessInput.Start.Instance, ProcessInput.Turn.Instance];

    /// <summary>The states, each with what leads there.</summary>
    private static readonly (string Name, ProcessInput[] Inputs, RestartDecision Decision)[] States =
    [
        ("Stopped", [], Restart),
        ("Waiting", [ProcessInput.Start.Instance], Restart),
        ("Spawning", Spawning, Restart),
        ("Spawning, unwanted", [.. Spawning, ProcessInput.Stop.Instance], Restart),
        ("Spawning, to be renewed", [.. Spawning, ProcessInput.Renew.Instance], Restart),
        ("Starting", [.. Spawning, Launched], Restart),
        ("Running", [.. Spawning, Launched, Ready], Restart),
        ("Stopping for good", [.. Spawning, Launched, Ready, ProcessInput.Stop.Instance], Restart),
        ("Stopping to restart", [.. Spawning, Launched, Ready, ProcessInput.Restart.Instance], Restart),
        ("Sweeping after a stop", [.. Spawning, Launched, Ready, ProcessInput.Stop.Instance, Crash], Restart),
        ("Sweeping after a crash", [.. Spawning, Launched, Ready, Crash], Restart),
        ("Backoff", [.. Spawning, Launched, Ready, Crash, new ProcessInput.Swept(1, 0)], Restart),
        ("Completed", [.. Spawning, Launched, Ready, Crash, new ProcessInput.Swept(1, 0)], RestartDecision.Complete),
        ("Failed", [.. Spawning, Launched, Ready, Crash, new ProcessInput.Swept(1, 0)], RestartDecision.GiveUp("broken")),
        ("Stuck", [.. Spawning, Launched, Ready, ProcessInput.Kill.Instance], Restart),
        ("Stuck, the leader gone", [.. Spawning, Launched, Ready, ProcessInput.Kill.Instance, Crash, new ProcessInput.Swept(1, 2)], Restart),
        ("Stuck, the start unanswered", [.. Spawning, ProcessInput.Kill.Instance], Restart),
    ];

    private static readonly (string Name, ProcessInput Input, int After)[] Inputs =
    [
        ("start", ProcessInput.Start.Instance, 0),
        ("stop", ProcessInput.Stop.Instance, 0),
        ("stop within 1 s", new ProcessInput.Stop(Start + TimeSpan.FromSeconds(1)), 0),
        ("kill", ProcessInput.Kill.Instance, 0),
        ("restart", ProcessInput.Restart.Instance, 0),
        ("renew", ProcessInput.Renew.Instance, 0),
        ("restart by signal", new ProcessInput.RestartBySignal(ProcessSignal.Hup), 0),
        ("turn", ProcessInput.Turn.Instance, 0),
        ("launched", Launched, 0),
        ("launch failed", new ProcessInput.LaunchFailed(1, new LaunchFailure(LaunchFailureKind.CommandNotFound, "not there")), 0),
        ("launch failed for now", new ProcessInput.LaunchFailed(1, new LaunchFailure(LaunchFailureKind.ResourcesExhausted, "no more")), 0),
        ("ready", Ready, 0),
        ("not ready", new ProcessInput.NotReady(1, "refused"), 0),
        ("ended", Crash, 0),
        ("swept, nothing left", new ProcessInput.Swept(1, 0), 0),
        ("swept, 2 left", new ProcessInput.Swept(1, 2), 0),
        ("6 s later", ProcessInput.Tick.Instance, 6),
        ("10 s later", ProcessInput.Tick.Instance, 10),
        ("30 s later", ProcessInput.Tick.Instance, 30),
        ("60 s later", ProcessInput.Tick.Instance, 60),
    ];

    private static RestartDecision Restart => RestartDecision.RestartAfter(TimeSpan.FromSeconds(1));

    [Fact]
    public async Task Every_input_in_every_state()
    {
        var table = new StringBuilder();
        foreach ((string state, ProcessInput[] path, RestartDecision decision) in States)
        {
            ProcessLife life = Follow(path, decision, state.StartsWith("Stuck", StringComparison.Ordinal));
            table.Append(CultureInfo.InvariantCulture, $"{state}\n");
            foreach ((string name, ProcessInput input, int after) in Inputs)
            {
                (ProcessLife next, IReadOnlyList<ProcessEffect> effects) = ProcessMachine.Step(life, input, Context(Start + TimeSpan.FromSeconds(after), decision));
                if (!ReferenceEquals(life, next) || effects.Count > 0)
                    table.Append(CultureInfo.InvariantCulture, $"  {name,-22} {Describe(life, next, effects)}\n");
            }

            table.Append('\n');
        }

        await Verifier.Verify(table.ToString());
    }

    /// <summary>I7: what an earlier incarnation has to say changes nothing, in any state.</summary>
    [Fact]
    public void Nothing_that_an_earlier_incarnation_says_changes_anything()
    {
        ProcessInput[] stale =
        [
            new ProcessInput.Launched(0), new ProcessInput.Ready(0), new ProcessInput.NotReady(0, "late"), new ProcessInput.Swept(0, 0),
            new ProcessInput.Exited(0, ProcessExit.WithCode(1)), new ProcessInput.LaunchFailed(0, new LaunchFailure(LaunchFailureKind.Other, "late")),
        ];
        foreach ((string state, ProcessInput[] path, RestartDecision decision) in States.Where(state => state.Inputs.Length > 1))
        {
            ProcessLife life = Follow(path, decision, state.StartsWith("Stuck", StringComparison.Ordinal));
            foreach (ProcessInput input in stale)
            {
                (ProcessLife next, IReadOnlyList<ProcessEffect> effects) = ProcessMachine.Step(life, input, Context(Start, decision));
                Assert.True(ReferenceEquals(life, next) && effects.Count == 0, $"{state}: {input}");
            }
        }
    }

    private static ProcessLife Follow(ProcessInput[] inputs, RestartDecision decision, bool untilStuck)
    {
        ProcessLife life = ProcessLife.New;
        foreach (ProcessInput input in inputs)
            life = ProcessMachine.Step(life, input, Context(Start, decision)).Life;
        return untilStuck ? ProcessMachine.Step(life, ProcessInput.Tick.Instance, Context(Start + ProcessMachine.StuckGrace, decision)).Life : life;
    }

    private static StepContext Context(TimeSpan now, RestartDecision decision) =>
        new(now, StopSequence.Default, TimeSpan.FromSeconds(30), true, _ => decision, () => 0);

    private static string Describe(ProcessLife before, ProcessLife after, IReadOnlyList<ProcessEffect> effects)
    {
        List<string> words = [$"→ {after.State}"];
        if (before.Wanted != after.Wanted)
            words.Add(after.Wanted ? "wanted" : "not wanted");
        if (before.RenewLatched != after.RenewLatched)
            words.Add(after.RenewLatched ? "to be renewed" : "new");
        if (before.Cause != after.Cause)
            words.Add($"ends by {after.Cause}");
        if (before.ConsecutiveFailures != after.ConsecutiveFailures)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"failures {after.ConsecutiveFailures}"));
        if (before.Due != after.Due)
            words.Add(after.Due is { } due ? string.Create(CultureInfo.InvariantCulture, $"due at {(due - Start).TotalSeconds} s") : "no timer");
        words.AddRange(effects.Select(Describe));
        return string.Join(", ", words);
    }

    private static string Describe(ProcessEffect effect) => effect switch
    {
        ProcessEffect.Queue => "queue",
        ProcessEffect.Launch launch => string.Create(CultureInfo.InvariantCulture, $"launch {launch.Incarnation}"),
        ProcessEffect.Relieve => "let others be started",
        ProcessEffect.Probe => "probe",
        ProcessEffect.Signal signal => signal.WholeGroup ? signal.Value.Name : $"{signal.Value.Name} to the process alone",
        ProcessEffect.Sweep => "sweep",
        ProcessEffect.Release => "release",
        ProcessEffect.Report report => $"say {report.Kind}",
        _ => effect.ToString(),
    };
}
