using System.Buffers;
using System.Text;

namespace Procfile.Core.Syntax.Text;

/// <summary>Why a line that looks like something is not an entry.</summary>
internal enum LineProblem : byte
{
    None,
    NoColon,
    NameAndCommand,
    NoName,
    Url,
    InnerBlank,
    NoBlankAfterColon,
    MergeConflict,
    Yaml,
}

/// <summary>
/// The parts of one physical line by the Portable grammar: <c>[ \t]* name [ \t]* ':' [ \t]* command</c>.
/// All offsets are within the line.
/// </summary>
internal struct PortableLine
{
    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    internal ProcfileLineKind Kind;
    internal LineProblem Problem;
    internal bool HasOddName;
    internal int NameStart;
    internal int NameEnd;
    internal int Colon;
    internal int CommandStart;
    internal int CommandEnd;

    internal static PortableLine Parse(ReadOnlySpan<byte> line)
    {
        var result = default(PortableLine);
        var start = SkipBlanks(line, 0);
        var name = line[start..].IndexOfAnyExcept(NameBytes);
        if (name > 0 && line[start + name] == (byte)':')
            return result.Complete(line, start, start + name, start + name);
        return ParseUnusual(line, start, name);
    }

    /// <summary>Whether a name is one that every tool can read.</summary>
    internal static bool IsPlainName(ReadOnlySpan<byte> name) => !name.IsEmpty && !name.ContainsAnyExcept(NameBytes);

    private static PortableLine ParseUnusual(ReadOnlySpan<byte> line, int start, int plainLength)
    {
        var end = TrimEnd(line);
        if (start >= end)
            return new PortableLine { Kind = ProcfileLineKind.Blank };
        var text = line[start..end];
        if (text[0] == (byte)'#' || text.StartsWith("//"u8))
            return new PortableLine { Kind = ProcfileLineKind.Comment };
        if (IsConflictMarker(text))
            return Unrecognised(LineProblem.MergeConflict, start);

        var colon = line[start..].IndexOf((byte)':') + start;
        if (colon < start)
            return Unrecognised(ProblemWithoutColon(text, plainLength), start);
        if (IsYaml(text))
            return Unrecognised(LineProblem.Yaml, start);

        var nameEnd = start + TrimEnd(line[start..colon]);
        if (nameEnd == start)
            return Unrecognised(LineProblem.NoName, start);
        var name = line[start..nameEnd];
        var isPlain = IsPlainName(name);
        if (!isPlain && HasBlank(name))
            return Unrecognised(LineProblem.InnerBlank, start);
        if (!isPlain && colon + 1 < end && line[colon + 1] is not ((byte)' ' or (byte)'\t'))
            return Unrecognised(line[(colon + 1)..].StartsWith("//"u8) ? LineProblem.Url : LineProblem.NoBlankAfterColon, start);
        return new PortableLine { HasOddName = !isPlain }.Complete(line, start, nameEnd, colon);
    }

    private PortableLine Complete(ReadOnlySpan<byte> line, int nameStart, int nameEnd, int colon)
    {
        if (line[(colon + 1)..].StartsWith("//"u8))
            return Unrecognised(LineProblem.Url, nameStart);
        Kind = ProcfileLineKind.Entry;
        NameStart = nameStart;
        NameEnd = nameEnd;
        Colon = colon;
        CommandEnd = TrimEnd(line);
        CommandStart = Math.Min(SkipBlanks(line, colon + 1), Math.Max(CommandEnd, colon + 1));
        CommandEnd = Math.Max(CommandStart, CommandEnd);
        return this;
    }

    private static PortableLine Unrecognised(LineProblem problem, int start) =>
        new() { Kind = ProcfileLineKind.Unrecognised, Problem = problem, NameStart = start };

    private static LineProblem ProblemWithoutColon(ReadOnlySpan<byte> text, int plainLength)
    {
        if (IsYaml(text))
            return LineProblem.Yaml;
        var looksLikeEntry = plainLength > 0 && plainLength < text.Length && text[plainLength] is (byte)' ' or (byte)'\t';
        return looksLikeEntry ? LineProblem.NameAndCommand : LineProblem.NoColon;
    }

    private static bool IsConflictMarker(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("======="u8) || IsMarker(text, "<<<<<<<"u8) || IsMarker(text, ">>>>>>>"u8) || IsMarker(text, "|||||||"u8);

    private static bool IsMarker(ReadOnlySpan<byte> text, ReadOnlySpan<byte> marker) =>
        text.StartsWith(marker) && (text.Length == marker.Length || text[marker.Length] == (byte)' ');

    private static bool IsYaml(ReadOnlySpan<byte> text) =>
        text[0] is (byte)'"' or (byte)'\'' or (byte)'{' or (byte)'['
        || text.SequenceEqual("---"u8) || text.SequenceEqual("..."u8)
        || text.StartsWith("- "u8) || text.StartsWith("? "u8);

    private static bool HasBlank(ReadOnlySpan<byte> name)
    {
        while (!name.IsEmpty)
        {
            Rune.DecodeFromUtf8(name, out var rune, out var length);
            if (Rune.IsWhiteSpace(rune))
                return true;
            name = name[length..];
        }

        return false;
    }

    private static int SkipBlanks(ReadOnlySpan<byte> line, int position)
    {
        while ((uint)position < (uint)line.Length && line[position] is (byte)' ' or (byte)'\t')
            position++;
        return position;
    }

    private static int TrimEnd(ReadOnlySpan<byte> line)
    {
        var end = line.Length;
        while (end > 0 && line[end - 1] is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r'))
            end--;
        return end;
    }
}
