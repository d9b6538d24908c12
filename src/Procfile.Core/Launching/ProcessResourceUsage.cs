namespace Procfile.Core.Launching;

/// <summary>What a process used in its life, itself and the children it waited for.</summary>
/// <param name="UserTime">Processor time in its own code.</param>
/// <param name="SystemTime">Processor time in the kernel on its behalf.</param>
/// <param name="PeakResidentBytes">The largest resident memory, in bytes.</param>
public readonly record struct ProcessResourceUsage(TimeSpan UserTime, TimeSpan SystemTime, long PeakResidentBytes);
