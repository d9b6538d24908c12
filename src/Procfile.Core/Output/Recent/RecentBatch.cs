namespace Procfile.Core.Output.Recent;

/// <summary>What is known of a batch whose bytes lie in the ring.</summary>
/// <param name="Number">The number of its first line, among those of all processes.</param>
/// <param name="Lines">How many lines.</param>
/// <param name="Length">How many bytes.</param>
/// <param name="Time">When it came.</param>
/// <param name="Fragment">Whether it ends in the middle of a line.</param>
/// <param name="Continues">Whether it begins in the middle of a line.</param>
internal readonly record struct RecentBatch(
    long Number, int Lines, int Length, DateTimeOffset Time, OutputFragment Fragment, bool Continues);
