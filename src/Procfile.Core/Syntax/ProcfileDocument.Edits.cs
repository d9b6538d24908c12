using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax;

public sealed partial class ProcfileDocument
{
    /// <summary>Gives a process type another command, or adds it at the end if there is none of that name.</summary>
    /// <param name="name">The process type.</param>
    /// <param name="command">The command, one line.</param>
    /// <param name="options">How the Portable dialect reads the document; the defaults when left out.</param>
    /// <returns>The changed document; only the command's own bytes differ.</returns>
    /// <exception cref="ArgumentException">The document's dialect would not read this name with this command.</exception>
    public ProcfileDocument SetCommand(string name, string command, ProcfileReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(command);
        if (!ReadingBy(options).TryGetEntry(name, out var entry))
            return Add(name, command, options);
        // 'web:' and 'web:x' have no blank to keep; others need one.
        var text = entry.CommandSpan.Start > 0 && entry.Source.Bytes[entry.CommandSpan.Start - 1] == (byte)':' ? " " + command : command;
        return Apply([new Edit(entry, entry.CommandSpan, text)]).Verified(name, command, options, nameof(command));
    }

    /// <summary>Adds a process type in a new line at the end.</summary>
    /// <param name="name">The process type.</param>
    /// <param name="command">The command, one line.</param>
    /// <param name="options">How the Portable dialect reads the document; the defaults when left out.</param>
    /// <returns>The longer document. The line ends as the others do; a missing final newline is supplied before it.</returns>
    /// <exception cref="ArgumentException">There is one of that name already, or the document's dialect would not read this name with this command.</exception>
    public ProcfileDocument Add(string name, string command, ProcfileReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(command);
        if (ReadingBy(options).TryGetEntry(name, out var entry))
            throw new ArgumentException($"The process '{name}' is already defined in line {entry.Line}. Set its command or choose another name.", nameof(name));
        var newline = Lines.Count > 0 && Lines[0].Ending == LineEnding.CrLf ? "\r\n" : "\n";
        var isOpen = Lines.Count > 0 && Lines[^1].Ending == LineEnding.None;
        var line = isOpen ? $"{newline}{name}: {command}" : $"{name}: {command}{newline}";
        var end = new TextSpan(_source.Bytes.Length, 0);
        return Apply([new Edit(null, end, line)]).Verified(name, command, options, nameof(name));
    }

    /// <summary>Removes every line that defines a process type.</summary>
    /// <param name="name">The process type.</param>
    /// <param name="options">How the Portable dialect reads the document; the defaults when left out.</param>
    /// <returns>The shorter document, or this one if there is none of that name.</returns>
    public ProcfileDocument Remove(string name, ProcfileReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        var others = ReadingBy(options).Entries.Where(entry => !entry.IsNamed(name)).OrderBy(entry => entry.NameSpan.Start).ToArray();
        return Apply([.. Definitions(name, options).Select(entry => new Edit(entry, RemovalOf(entry, others), ""))]);
    }

    /// <summary>Gives a process type another name.</summary>
    /// <param name="name">The process type.</param>
    /// <param name="newName">Its new name.</param>
    /// <param name="options">How the Portable dialect reads the document; the defaults when left out.</param>
    /// <returns>The changed document; only the name's own bytes differ.</returns>
    /// <exception cref="ArgumentException">There is no such process type, the new name is taken, or the document's dialect would not read it.</exception>
    public ProcfileDocument Rename(string name, string newName, ProcfileReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(newName);
        if (!ReadingBy(options).TryGetEntry(name, out var entry))
            throw new ArgumentException($"There is no process '{name}'.", nameof(name));
        if (name == newName)
            return this;
        if (ReadingBy(options).TryGetEntry(newName, out var other))
            throw new ArgumentException($"The process '{newName}' is already defined in line {other.Line}.", nameof(newName));
        return Apply([.. Definitions(name, options).Select(one => new Edit(one, one.NameSpan, newName))]).Verified(newName, entry.Command, options, nameof(newName));
    }

    /// <summary>Applies every safe fix of the diagnostics.</summary>
    /// <param name="options">How the Portable dialect reads the document; the defaults when left out.</param>
    /// <returns>A document with the same reading that more tools share; no other byte differs.</returns>
    public ProcfileDocument ApplyFixes(ProcfileReadOptions? options = null)
    {
        var edits = new List<Edit>();
        foreach (var diagnostic in ReadingBy(options).Diagnostics)
        {
            if (diagnostic.Fix is { IsSafe: true } fix)
                edits.Add(new Edit(null, fix.Span, fix.Replacement));
        }

        return Apply(edits);
    }

    private ProcfileReading ReadingBy(ProcfileReadOptions? options) => options is null ? Reading : Read(Dialect, options);

    /// <summary>Every entry of a name, also those that the reading drops for being duplicates.</summary>
    private IEnumerable<ProcfileEntry> Definitions(string name, ProcfileReadOptions? options)
    {
        var reading = Dialect == ProcfileDialect.Portable
            ? Read(Dialect, (options ?? ProcfileReadOptions.Default) with { Duplicates = DuplicatePolicy.All, EmptyCommands = EmptyCommands.Keep })
            : Reading;
        return reading.Entries.Where(entry => entry.IsNamed(name));
    }

    /// <summary>
    /// The lines of an entry. honcho and Heroku's slug compiler end lines also where others do not, so that there may be other
    /// entries in the same physical line; these stay.
    /// </summary>
    private static TextSpan RemovalOf(ProcfileEntry entry, ReadOnlySpan<ProcfileEntry> othersByPlace)
    {
        var source = entry.Source;
        var end = Math.Max(entry.CommandSpan.End, entry.NameSpan.End);
        var lines = TextSpan.FromBounds(source.FullLine(entry.Line - 1).Start, source.FullLine(source.LineIndexAt(end)).End);
        var next = ~othersByPlace.BinarySearch(new Place(end));
        if (next < othersByPlace.Length && othersByPlace[next].NameSpan.Start < lines.End)
            return TextSpan.FromBounds(entry.NameSpan.Start, othersByPlace[next].NameSpan.Start);
        return next > 0 && othersByPlace[next - 1].NameSpan.Start >= lines.Start
            ? TextSpan.FromBounds(othersByPlace[next - 1].CommandSpan.End, end)
            : lines;
    }

    private ProcfileDocument Apply(List<Edit> edits)
    {
        if (edits.Count == 0)
            return this;
        var original = _source.Original;
        var result = new List<byte>(original.Length + 16);
        var position = 0;
        foreach (var edit in edits.OrderBy(one => one.Span.Start).ThenBy(one => one.Span.Length))
        {
            var (start, end) = OriginalRange(edit);
            if (start < position)
                continue;
            result.AddRange(original.AsSpan(position, start - position));
            result.AddRange(Utf16Text.Encode(edit.Text, _source.Encoding));
            position = end;
        }

        result.AddRange(original.AsSpan(position));
        return new ProcfileDocument(SourceText.From([.. result]), Dialect);
    }

    private (int Start, int End) OriginalRange(Edit edit)
    {
        // A named dialect sees the bytes of a UTF-16 document as they are.
        var isRaw = _source.Encoding == TextEncoding.Utf8 || (edit.Entry is { } entry && !ReferenceEquals(entry.Source, _source));
        return isRaw
            ? (edit.Span.Start, edit.Span.End)
            : (Utf16Text.OriginalOffset(_source, edit.Span.Start), Utf16Text.OriginalOffset(_source, edit.Span.End));
    }

    private ProcfileDocument Verified(string name, string command, ProcfileReadOptions? options, string parameter)
    {
        if (ReadingBy(options).TryGetEntry(name, out var entry) && entry.Command == command)
            return this;
        throw new ArgumentException($"{Dialect.Tool} would not read '{name}: {command}' as this process with this command.", parameter);
    }

    private readonly record struct Edit(ProcfileEntry? Entry, TextSpan Span, string Text);

    /// <summary>A place before the entry that begins there.</summary>
    private readonly record struct Place(int Offset) : IComparable<ProcfileEntry>
    {
        public int CompareTo(ProcfileEntry other) => Offset <= other.NameSpan.Start ? -1 : 1;
    }
}
