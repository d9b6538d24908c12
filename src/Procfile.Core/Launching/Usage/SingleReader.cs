using System.ComponentModel;
using System.Diagnostics;

namespace Procfile.Core.Launching.Usage;

/// <summary>Reads what .NET knows of a process, which is of the process alone: macOS, Windows.</summary>
internal sealed class SingleReader(TimeProvider time) : IUsageReader
{
    public void Read(ReadOnlySpan<int> ids, Span<UsageReading?> readings)
    {
        for (int i = 0; i < ids.Length; i++)
            readings[i] = Read(ids[i]);
    }

    private UsageReading? Read(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            DateTimeOffset start = process.StartTime;
            return new UsageReading(start.UtcTicks, time.GetUtcNow() - start, process.TotalProcessorTime, process.WorkingSet64);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // It has ended, or may not be looked at.
            return null;
        }
    }
}
