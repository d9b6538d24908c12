namespace Procfile.Core.Syntax.Dialects;

/// <summary>What a tool makes of one of its lines.</summary>
internal abstract class LineRule
{
    internal abstract LineMatch Match(ReadOnlySpan<byte> line);
}

internal enum LineOutcome
{
    /// <summary>Passed over on purpose: a blank line or a comment.</summary>
    Skipped,

    /// <summary>Passed over because it does not match.</summary>
    Unmatched,

    Entry,

    Refused,
}

/// <summary>The parts of a matched line, by offsets within it, or why it was refused.</summary>
internal readonly record struct LineMatch(LineOutcome Outcome)
{
    internal static LineMatch Skipped => new(LineOutcome.Skipped);

    internal static LineMatch Unmatched => new(LineOutcome.Unmatched);

    internal TextSpan Name { get; private init; }

    internal TextSpan Command { get; private init; }

    internal string Id { get; private init; } = "";

    internal string Reason { get; private init; } = "";

    internal static LineMatch Entry(int nameStart, int nameEnd, int commandStart, int commandEnd) => new(LineOutcome.Entry)
    {
        Name = TextSpan.FromBounds(nameStart, nameEnd),
        Command = TextSpan.FromBounds(commandStart, commandEnd),
    };

    internal static LineMatch Refused(string id, string reason) => new(LineOutcome.Refused) { Id = id, Reason = reason };
}
