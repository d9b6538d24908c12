using System.Buffers;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>
/// The pattern most tools descend from, <c>^(NAME+):\s*(.+)$</c>, matched as a backtracking engine would: when there
/// are only blanks behind the colon, the last of them is the command.
/// </summary>
internal sealed class PatternRule : LineRule
{
    internal const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

    internal static SearchValues<byte> WordNames { get; } = Names(Letters);

    internal static SearchValues<byte> WordAndHyphenNames { get; } = Names(Letters + "-");

    /// <value><c>[A-Za-z0-9_-]</c></value>
    internal SearchValues<byte> NameBytes { get; init; } = WordAndHyphenNames;

    internal required Blanks Blanks { get; init; }

    /// <summary>Whether the pattern has <c>\s+</c> in place of <c>\s*</c> behind the colon.</summary>
    internal bool NeedsBlankAfterColon { get; init; }

    internal override LineMatch Match(ReadOnlySpan<byte> line)
    {
        var name = line.IndexOfAnyExcept(NameBytes);
        if (name <= 0 || line[name] != (byte)':')
            return LineMatch.Unmatched;

        var gap = name + 1;
        var command = Blanks.Skip(line, gap);
        if (command == gap && NeedsBlankAfterColon)
            return LineMatch.Unmatched;
        if (command < line.Length)
            return LineMatch.Entry(0, name, command, line.Length);

        var last = line.Length - Blanks.LengthBefore(line, line.Length);
        var isEnough = NeedsBlankAfterColon ? last > gap : command > gap;
        return isEnough ? LineMatch.Entry(0, name, last, line.Length) : LineMatch.Unmatched;
    }

    private static SearchValues<byte> Names(string characters) => SearchValues.Create(System.Text.Encoding.ASCII.GetBytes(characters));
}
