namespace Procfile.Core.Launching;

/// <summary>What a process and all it has started use at the moment.</summary>
/// <param name="CpuPercent">Processor time, 100 for one processor kept busy; null when unknown.</param>
/// <param name="ResidentBytes">
/// Memory that is not swapped out, in bytes; null when unknown. What several processes share, such as a library's code or what a fork has
/// not written to, counts for each of them.
/// </param>
public readonly record struct UsageSample(double? CpuPercent, long? ResidentBytes);
