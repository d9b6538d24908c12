using Procfile.Core.Commands;
using Procfile.Core.Supervision;
using Procfile.Core.Syntax;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Supervision;

/// <summary>A supervisor over processes that do what the test says.</summary>
internal sealed class FakeFixture : IAsyncDisposable
{
    private readonly DirectoryInfo _integers = Directory.CreateTempSubdirectory("procfile-test-");
    private readonly Action<SupervisorOptions>? _configure;

    internal FakeFixture(string procfile, Action<SupervisorOptions>? configure = null)
    {
        _configure = configure;
        Supervisor = new ProcessSupervisor(PlanOf(procfile));
    }

    internal FakeLauncher Launcher { get; } = new();

    internal ProcessSupervisor Supervisor { get; }

    internal ProcessSnapshot this[string name] =>
        Supervisor.GetSnapshot()[name] ?? throw new InvalidOperationException($"There is no process {name}.");

    /// <summary>A plan with this fixture's options, and more.</summary>
    internal ProcessPlan PlanOf(string procfile, Action<SupervisorOptions>? configure = null)
    {
        var options = new SupervisorOptions
        {
            Launcher = Launcher,
            CommandMode = CommandMode.Direct,
            Variables = new Dictionary<string, string>(),
            UniqueInts = new() { Directory = _integers.FullName },
        };
        _configure?.Invoke(options);
        configure?.Invoke(options);
        return new ProcessPlan(ProcessTypes.From(ProcfileDocument.Parse(procfile).Reading), options);
    }

    internal Task<SupervisorSnapshot> UntilAsync(Func<SupervisorSnapshot, bool> condition) => SnapshotWait.UntilAsync(Supervisor, condition);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Supervisor.KillAsync();
        }
        catch (OperationCanceledException)
        {
            // The test has disposed of it.
        }

        await Supervisor.DisposeAsync();
        _integers.Delete(recursive: true);
    }
}
