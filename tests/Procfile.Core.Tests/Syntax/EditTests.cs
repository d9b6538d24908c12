using CsCheck;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Syntax;

public sealed class EditTests
{
    private static readonly Gen<(byte[], ProcfileDialect, int)> AnyEdit =
        Gen.Select(Documents.Bytes, Gen.Int[0, ProcfileDialect.All.Count - 1].Select(index => ProcfileDialect.All[index]), Gen.Int[0, 30]);

    [Theory]
    [InlineData("# top\r\nweb :  a  # c\r\nx: y", "# top\r\nweb :  new\r\nx: y")]
    [InlineData("web:a\n", "web: new\n")]
    [InlineData("x: y", "x: y\nweb: new")]
    [InlineData("x: y\r\n", "x: y\r\nweb: new\r\n")]
    [InlineData("", "web: new\n")]
    public void Setting_a_command_touches_only_that_command(string before, string after) =>
        Assert.Equal(after, ProcfileDocument.Parse(before).SetCommand("web", "new").ToString());

    [Fact]
    public void Removing_takes_every_line_of_that_name() =>
        Assert.Equal("# a\nx: y\n", ProcfileDocument.Parse("# a\nweb: 1\nx: y\nweb:\n web: 2\n").Remove("web").ToString());

    [Fact]
    public void Removing_what_is_not_there_gives_the_same_document()
    {
        var document = ProcfileDocument.Parse("web: a");
        Assert.Same(document, document.Remove("job"));
    }

    [Fact]
    public void Renaming_touches_only_the_name() =>
        Assert.Equal("  site : a\njob: b", ProcfileDocument.Parse("  web : a\njob: b").Rename("web", "site").ToString());

    [Theory]
    [InlineData("my web")]
    [InlineData("web:")]
    [InlineData("#web")]
    [InlineData("a\nb")]
    [InlineData("")]
    public void A_name_that_would_not_be_read_back_is_refused(string name)
    {
        var document = ProcfileDocument.Parse("job: a\n");
        Assert.Throws<ArgumentException>(() => document.Add(name, "x"));
        Assert.Throws<ArgumentException>(() => document.Rename("job", name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb: c")]
    [InlineData(" a")]
    [InlineData("a ")]
    public void A_command_that_would_not_be_read_back_is_refused(string command) =>
        Assert.Throws<ArgumentException>(() => ProcfileDocument.Parse("web: a\n").SetCommand("web", command));

    [Fact]
    public void A_taken_name_is_refused()
    {
        var document = ProcfileDocument.Parse("web: a\njob: b\n");
        Assert.Throws<ArgumentException>(() => document.Add("web", "x"));
        Assert.Throws<ArgumentException>(() => document.Rename("web", "job"));
        Assert.Throws<ArgumentException>(() => document.Rename("none", "other"));
    }

    [Fact]
    public void Any_bytes_come_back_as_they_were() =>
        Gen.Byte.Array[0, 200].Sample(bytes => ProcfileDocument.Parse(bytes).ToBytes().AsSpan().SequenceEqual(bytes));

    [Fact]
    public void Any_text_comes_back_as_it_was() =>
        Gen.Char.Array[0, 100].Sample(text => ProcfileDocument.Parse(new string(text)).ToString() == new string(text));

    [Fact]
    public void The_lines_with_their_endings_are_the_whole_document() =>
        Documents.Bytes.Sample(bytes =>
        {
            var document = ProcfileDocument.Parse(bytes);
            var mark = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
            var length = mark + document.Lines.Sum(line => line.Span.Length + (int)line.Ending);
            Assert.Equal(bytes.Length, length);
        });

    [Fact]
    public void Setting_a_command_leaves_every_other_byte_alone() =>
        Gen.Select(Documents.Bytes, Gen.Int[0, 30]).Sample((bytes, pick) =>
        {
            var document = ProcfileDocument.Parse(bytes);
            if (document.Entries.IsEmpty)
                return;
            var entry = document.Entries[pick % document.Entries.Length];
            var changed = document.SetCommand(entry.Name, "new command");
            var gap = entry.CommandSpan.Start > 0 && bytes[entry.CommandSpan.Start - 1] == ':' ? " " : "";
            byte[] expected = [.. bytes[..entry.CommandSpan.Start], .. System.Text.Encoding.UTF8.GetBytes(gap + "new command"), .. bytes[entry.CommandSpan.End..]];
            Assert.Equal(expected, changed.ToBytes());
        });

    [Fact]
    public void Adding_and_removing_again_changes_no_other_line() =>
        Documents.Bytes.Sample(bytes =>
        {
            var document = ProcfileDocument.Parse(bytes);
            var longer = document.Add("brand-new", "x");
            Assert.True(longer.ToBytes().AsSpan().StartsWith(bytes));
            Assert.Equal(document.Entries.Length + 1, longer.Entries.Length);
            Assert.True(longer.Remove("brand-new").ToBytes().AsSpan().StartsWith(bytes));
        });

    [Fact]
    public void Removing_leaves_every_other_line_alone() =>
        Gen.Select(Documents.Bytes, Gen.Int[0, 30]).Sample((bytes, pick) =>
        {
            var document = ProcfileDocument.Parse(bytes);
            if (document.Entries.IsEmpty)
                return;
            var name = document.Entries[pick % document.Entries.Length].Name;
            var all = document.Read(ProcfileDialect.Portable, new() { Duplicates = DuplicatePolicy.All, EmptyCommands = EmptyCommands.Keep });
            var gone = all.Entries.Where(one => one.Name == name).Select(one => one.Line).ToHashSet();
            var changed = document.Remove(name);
            Assert.Equal(BytesWithoutLines(bytes, gone), changed.ToBytes());
            // A mark in the middle of the file may now stand at its start, where it means something.
            if (!changed.Bytes.Span.StartsWith("\uFEFF"u8))
                Assert.False(changed.TryGetEntry(name, out _));
        });

    [Fact]
    public void Setting_a_command_in_any_dialect_changes_nothing_but_the_command() =>
        AnyEdit.Sample((bytes, dialect, pick) =>
        {
            var document = ProcfileDocument.Parse(bytes, dialect);
            if (!TryEdit(document, pick, entry => document.SetCommand(entry.Name, "new command"), out var entry, out var changed))
                return;
            Assert.Equal(bytes[..entry.CommandSpan.Start], changed[..entry.CommandSpan.Start]);
            Assert.Equal(bytes[entry.CommandSpan.End..], changed[^(bytes.Length - entry.CommandSpan.End)..]);
            Assert.InRange(changed.Length - bytes.Length + entry.CommandSpan.Length, "new command".Length, "new command".Length + 1);
        });

    [Fact]
    public void Renaming_in_any_dialect_changes_no_line_without_that_name() =>
        AnyEdit.Sample((bytes, dialect, pick) =>
        {
            var document = ProcfileDocument.Parse(bytes, dialect);
            if (!TryEdit(document, pick, entry => document.Rename(entry.Name, "fresh"), out var entry, out var changed))
                return;
            // To bash, a name may be written over several lines.
            if (document.Entries.Any(one => one.Name == entry.Name && bytes.AsSpan(one.NameSpan.Start, one.NameSpan.Length).Contains((byte)'\n')))
                return;
            var before = LinesOf(bytes);
            var after = LinesOf(changed);
            Assert.Equal(before.Count, after.Count);
            Assert.All(before.Zip(after).Where(pair => !pair.Second.Contains("fresh", StringComparison.Ordinal)), pair => Assert.Equal(pair.First, pair.Second));
        });

    [Fact]
    public void Removing_in_any_dialect_leaves_the_other_processes_and_every_other_byte() =>
        AnyEdit.Sample((bytes, dialect, pick) =>
        {
            var document = ProcfileDocument.Parse(bytes, dialect);
            if (document.Reading.HasErrors || !TryEdit(document, pick, entry => document.Remove(entry.Name), out var entry, out var changed))
                return;
            Assert.True(IsSubsequence(changed, bytes), "bytes are only taken away");
            var seen = ProcfileDocument.Parse(changed, dialect).Reading;
            // What stood within the file may mean something else at its start or end, or make an empty file that the tool refuses.
            if (seen.HasErrors || changed.Length == 0)
                return;
            Assert.Superset(
                document.Entries.Where(one => one.Name != entry.Name && HasOrdinaryName(one)).Select(one => one.Name).ToHashSet(),
                seen.Entries.Select(one => one.Name).ToHashSet());
        });

    [Theory]
    [InlineData("Honcho", "web: a\rjob: b\rx: c\n", "web", "job: b\rx: c\n")]
    [InlineData("Honcho", "web: a\rjob: b\rx: c\n", "job", "web: a\rx: c\n")]
    [InlineData("Honcho", "web: a\u2028job: b\u0085x: c\n", "x", "web: a\u2028job: b\n")]
    [InlineData("HerokuClassic", "web: a\rjob: b\r", "job", "web: a\r")]
    [InlineData("Shoreman", "web: a \\\n b\njob: c\n", "web", "job: c\n")]
    public void Removing_leaves_other_processes_of_the_same_physical_line(string name, string text, string process, string expected)
    {
        Assert.True(ProcfileDialect.TryParse(name, out var dialect));
        Assert.Equal(expected, ProcfileDocument.Parse(text, dialect).Remove(process).ToString());
    }

    [Fact]
    public void Renaming_there_and_back_gives_the_document_back() =>
        Gen.Select(Documents.Bytes, Gen.Int[0, 30]).Sample((bytes, pick) =>
        {
            var document = ProcfileDocument.Parse(bytes);
            if (document.Entries.IsEmpty || document.ToString().Contains("fresh", StringComparison.Ordinal))
                return;
            var name = document.Entries[pick % document.Entries.Length].Name;
            if (name.Contains('\uFFFD', StringComparison.Ordinal))
                return;
            Assert.Equal(bytes, document.Rename(name, "fresh").Rename("fresh", name).ToBytes());
        });

    [Fact]
    public void Safe_fixes_change_no_reading_and_leave_none_to_apply() =>
        Documents.Bytes.Sample(bytes =>
        {
            var document = ProcfileDocument.Parse(bytes);
            var repaired = document.ApplyFixes();
            Assert.Equal(document.Entries.Select(one => one.ToString()), repaired.Entries.Select(one => one.ToString()));
            Assert.DoesNotContain(repaired.Diagnostics, one => one.Fix is { IsSafe: true });
        });

    [Theory]
    [InlineData("\uFEFF\uFEFFweb: a")]
    [InlineData("\uFEFF \uFEFFweb: a")]
    [InlineData(" \uFEFFweb: a")]
    public void A_mark_is_not_moved_to_the_start_of_the_file(string text)
    {
        var document = ProcfileDocument.Parse(text);
        Assert.Equal("\uFEFFweb", document.Entries[0].Name);
        Assert.Equal("\uFEFFweb", document.ApplyFixes().Entries[0].Name);
    }

    [Fact]
    public void Safe_fixes_make_every_tool_see_the_process() =>
        Assert.Equal("web: a\n# x\njob: b\n", ProcfileDocument.Parse("\uFEFF  web :a \n// x\njob: b\n").ApplyFixes().ToString());

    private static bool TryEdit(ProcfileDocument document, int pick, Func<ProcfileEntry, ProcfileDocument> edit, out ProcfileEntry entry, out byte[] changed)
    {
        entry = default!;
        changed = [];
        if (document.Entries.IsEmpty)
            return false;
        var name = document.Entries[pick % document.Entries.Length].Name;
        entry = document.Entries.First(one => one.Name == name);
        try
        {
            changed = edit(entry).ToBytes();
            return true;
        }
        catch (ArgumentException)
        {
            // The dialect would not read it back, and nothing is changed.
            return false;
        }
    }

    private static bool HasOrdinaryName(ProcfileEntry entry) => entry.Name.Length > 0 && entry.Name.All(char.IsAsciiLetterOrDigit);

    private static bool IsSubsequence(byte[] part, byte[] whole)
    {
        var found = 0;
        foreach (var one in whole)
            found += found < part.Length && part[found] == one ? 1 : 0;
        return found == part.Length;
    }

    private static List<string> LinesOf(byte[] bytes) => [.. System.Text.Encoding.Latin1.GetString(bytes).Split('\n')];

    private static byte[] BytesWithoutLines(byte[] bytes, HashSet<int> numbers)
    {
        var result = new List<byte>();
        var start = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        result.AddRange(bytes.AsSpan(0, start));
        for (var number = 1; start < bytes.Length; number++)
        {
            var length = bytes.AsSpan(start).IndexOf((byte)'\n') + 1;
            length = length == 0 ? bytes.Length - start : length;
            if (!numbers.Contains(number))
                result.AddRange(bytes.AsSpan(start, length));
            start += length;
        }

        return [.. result];
    }
}
