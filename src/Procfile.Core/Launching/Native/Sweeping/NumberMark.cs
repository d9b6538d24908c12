namespace Procfile.Core.Launching.Native.Sweeping;

/// <summary>A moment in the giving out of process numbers.</summary>
/// <param name="Round">Changes whenever the numbers may have gone round; 0 when nothing is known.</param>
/// <param name="Last">The last number that was given to anybody.</param>
internal readonly record struct NumberMark(int Round, int Last)
{
    /// <summary>Whether all numbers given out between this moment and a later one are between their last ones.</summary>
    internal bool IsFollowedBy(NumberMark later) => Round != 0 && Round == later.Round;
}
