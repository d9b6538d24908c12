namespace Procfile.Core.Launching.Usage;

/// <summary>A process between two samples.</summary>
internal sealed class SampledProcess
{
    // A tick of the kernel's clock in less than this would look like a busy processor.
    private static readonly TimeSpan Youngest = TimeSpan.FromMilliseconds(100);

    private UsageReading? _last;

    internal UsageSample Answer { get; private set; }

    /// <summary>The timestamp of the last reading.</summary>
    internal long Since { get; private set; }

    /// <summary>Takes the next reading, and with it the answer until the one after.</summary>
    /// <param name="reading">The reading; null when the process was not found.</param>
    /// <param name="now">The timestamp of it.</param>
    /// <param name="elapsed">The time since the last reading.</param>
    internal void Note(UsageReading? reading, long now, TimeSpan elapsed)
    {
        Answer = reading is { } found ? new UsageSample(Percent(found, elapsed), found.ResidentBytes) : default;
        (_last, Since) = (reading, now);
    }

    private double? Percent(UsageReading now, TimeSpan elapsed)
    {
        // Another start with the same number: another process.
        bool isSame = _last?.Start == now.Start;
        TimeSpan over = isSame ? elapsed : now.Age;
        TimeSpan used = isSame ? now.Processor - _last!.Value.Processor : now.Processor;
        // What a process has used is gone with it, when nobody waits for it.
        return over < Youngest ? null : Math.Max(0, 100 * (used / over));
    }
}
