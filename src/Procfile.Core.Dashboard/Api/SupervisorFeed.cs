using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Dashboard.Streams;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;

namespace Procfile.Core.Dashboard.Api;

/// <summary>A supervisor and what is remembered of it, for all who ask.</summary>
internal sealed class SupervisorFeed(ProcessSupervisor supervisor)
{
    private readonly UsageSampler _usage = new();

    internal ProcessSupervisor Supervisor => supervisor;

    internal EventJournal Journal { get; } = new(supervisor);

    /// <summary>The overall view, with what the processes use.</summary>
    internal SnapshotJson GetSnapshot()
    {
        SupervisorSnapshot snapshot = supervisor.GetSnapshot();
        IReadOnlyDictionary<int, UsageSample> usage = _usage.Sample([.. snapshot.Processes.Select(process => process.ProcessId).OfType<int>()]);
        return JsonViews.Of(snapshot, usage);
    }
}
