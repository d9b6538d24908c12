namespace Procfile.Core.Syntax;

/// <summary>A range of bytes of a document, counted in its UTF-8 form and including a byte order mark.</summary>
/// <param name="Start">The offset of the first byte.</param>
/// <param name="Length">The number of bytes.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The offset just after the last byte.</summary>
    public int End => Start + Length;

    internal static TextSpan FromBounds(int start, int end) => new(start, Math.Max(0, end - start));
}
