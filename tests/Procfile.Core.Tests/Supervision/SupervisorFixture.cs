using Procfile.Core.Supervision;
using Procfile.Core.Syntax;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Supervision;

/// <summary>A supervisor over real processes, with what it shows; disposed, it leaves nothing behind.</summary>
internal sealed class SupervisorFixture : IAsyncDisposable
{
    internal static readonly TimeSpan Limit = SnapshotWait.Limit;

    private readonly DirectoryInfo _integers = Directory.CreateTempSubdirectory("procfile-test-");

    internal SupervisorFixture(string procfile, Action<SupervisorOptions>? configure = null)
    {
        var options = new SupervisorOptions { Output = Sink, UniqueInts = new() { Directory = _integers.FullName } };
        configure?.Invoke(options);
        Supervisor = new ProcessSupervisor(ProcfileDocument.Parse(procfile).Reading, options);
    }

    internal RecordingSink Sink { get; } = new();

    internal ProcessSupervisor Supervisor { get; }

    internal ProcessSnapshot this[string name] =>
        Supervisor.GetSnapshot()[name] ?? throw new InvalidOperationException($"There is no process {name}.");

    internal Task<string> LineAsync(string line) => Sink.WaitForLineAsync(candidate => candidate == line, Limit);

    internal Task<string> LineAsync(Func<string, bool> matches) => Sink.WaitForLineAsync(matches, Limit);

    /// <summary>Waits until the snapshot shows something.</summary>
    internal Task<SupervisorSnapshot> UntilAsync(Func<SupervisorSnapshot, bool> condition) => SnapshotWait.UntilAsync(Supervisor, condition);

    public async ValueTask DisposeAsync()
    {
        await Supervisor.KillAsync();
        await Supervisor.DisposeAsync();
        _integers.Delete(recursive: true);
    }
}
