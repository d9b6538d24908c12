using Microsoft.Extensions.Time.Testing;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Supervision.Faults;

/// <summary>A supervisor over a launcher and a clock of the test's own: hours pass at once, and nothing ends that the test does not end.</summary>
internal sealed class FakeTimeFixture : IAsyncDisposable
{
    internal FakeTimeFixture(Action<SupervisorOptions>? configure = null, params ReadOnlySpan<string> types)
    {
        var random = new Random(20_261_125);
        var options = new SupervisorOptions { Launcher = Launcher, TimeProvider = Time, Variables = new Dictionary<string, string>(), Random = random.NextDouble };
        configure?.Invoke(options);
        string[] names = types.IsEmpty ? ["web"] : types.ToArray();
        Supervisor = new ProcessSupervisor(names.Select((name, position) => new ProcessType(name, "serve", position)), options);
    }

    internal FakeTimeProvider Time { get; } = new();

    internal FakeLauncher Launcher { get; } = new();

    internal ProcessSupervisor Supervisor { get; }

    internal ProcessSnapshot this[string name] => Supervisor.GetSnapshot()[name]!;

    internal FakeProcess Last => Launcher.Started[^1];

    internal Task UntilAsync(Func<SupervisorSnapshot, bool> condition) =>
        Launcher.WaitForAsync(_ => condition(Supervisor.GetSnapshot()), SupervisorFixture.Limit);

    internal Task UntilAsync(string process, ProcessState state) => UntilAsync(snapshot => snapshot[process]?.State == state);

    /// <summary>Waits until the supervisor has carried out all that has come to it so far.</summary>
    internal async Task SettleAsync()
    {
        // A start goes out in one turn and its answer comes back in another; each question is a turn of its own.
        for (int turn = 0; turn < 3; turn++)
            await Supervisor.SignalAsync("*", ProcessSignal.Cont);
    }

    public async ValueTask DisposeAsync()
    {
        await Supervisor.KillAsync().WaitAsync(SupervisorFixture.Limit);
        await Supervisor.DisposeAsync();
    }
}
