namespace Procfile.Core.Launching.Usage;

/// <summary>What a process has used until now.</summary>
/// <param name="Start">Tells it from others of the same number.</param>
/// <param name="Age">The time since its start.</param>
/// <param name="Processor">Processor time since its start.</param>
/// <param name="ResidentBytes">Memory at the moment.</param>
internal readonly record struct UsageReading(long Start, TimeSpan Age, TimeSpan Processor, long ResidentBytes);

/// <summary>Reads from the operating system what processes have used.</summary>
internal interface IUsageReader
{
    /// <summary>Reads; never throws.</summary>
    /// <param name="ids">The processes' ids.</param>
    /// <param name="readings">A place for each; left as it is where the process is not found.</param>
    void Read(ReadOnlySpan<int> ids, Span<UsageReading?> readings);
}
