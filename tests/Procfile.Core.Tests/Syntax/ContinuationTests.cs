using CsCheck;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Syntax;

/// <summary>Commands that a backslash continues over lines, when asked for.</summary>
public sealed class ContinuationTests
{
    private static readonly ProcfileReadOptions Joining = new() { Continuation = Continuation.Backslash };

    [Theory]
    [InlineData("web: a \\\n  b\njob: c\n", "1 web=a   b;3 job=c")]
    [InlineData("web: a\\\r\nb\\\r\nc\r\njob: d", "1 web=abc;4 job=d")]
    [InlineData("web: \\\nbin/server\n", "1 web=bin/server")]
    [InlineData("web: \\\n\t bin/server \n", "1 web=bin/server")]
    [InlineData("web: a \\\n\njob: b\n", "1 web=a;3 job=b")]
    [InlineData("web: a \\\njob: b # c\n", "1 web=a job: b # c")]
    [InlineData("web: a \\\n# c\n", "1 web=a # c")]
    // Two backslashes are one, and blanks or the end of the file behind one leave it what it is.
    [InlineData("web: a \\\\\njob: b\n", "1 web=a \\\\;2 job=b")]
    [InlineData("web: a \\\\\\\nb\n", "1 web=a \\\\b")]
    [InlineData("web: a \\ \njob: b\n", "1 web=a \\;2 job=b")]
    [InlineData("web: a \\\n", "1 web=a \\")]
    [InlineData("web: a \\", "1 web=a \\")]
    [InlineData("web: a \\\nb \\", "1 web=a b \\")]
    [InlineData("web: caf\\\né\n", "1 web=café")]
    // Only commands go on.
    [InlineData("# c \\\nweb: a\n", "2 web=a")]
    [InlineData("prose \\\nweb: a\n", "2 web=a")]
    public void A_backslash_at_the_end_of_a_line_joins_the_next(string text, string expected)
    {
        var entries = ProcfileDocument.Parse(text).Read(ProcfileDialect.Portable, Joining).Entries;
        Assert.Equal(expected, string.Join(';', entries.Select(one => $"{one.Line} {one.Name}={one.Command}")));
    }

    [Fact]
    public void Lines_are_not_joined_unless_asked_for()
    {
        var document = ProcfileDocument.Parse("web: a \\\n  b\n");
        Assert.Equal("a \\", Assert.Single(document.Entries).Command);
        Assert.Equal(["1 PF0405", "2 PF0505"], document.Diagnostics.Select(one => $"{one.Line} {one.Id}"));
    }

    [Fact]
    public void Every_joint_is_reported_where_it_is_and_no_line_of_the_command_is_taken_for_something_else()
    {
        var reading = ProcfileDocument.Parse("web: a \\\n b\\\n  c // d\n").Read(ProcfileDialect.Portable, Joining);
        Assert.Equal(["1:8 PF0405", "2:3 PF0405", "3:5 PF0403"], reading.Diagnostics.Select(one => $"{one.Line}:{one.Column} {one.Id}"));
        Assert.All(reading.Diagnostics.Take(2), one => Assert.Contains("shoreman", one.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_command_of_empty_lines_is_no_command()
    {
        var reading = ProcfileDocument.Parse("web: \\\n  \\\n\n").Read(ProcfileDialect.Portable, Joining);
        Assert.Empty(reading.Entries);
        Assert.Equal(["1:1 PF0701", "1:4 PF0406", "1:6 PF0405", "2:3 PF0405"], reading.Diagnostics.Select(one => $"{one.Line}:{one.Column} {one.Id}"));
    }

    [Fact]
    public void Names_of_joined_lines_and_of_empty_commands_are_no_duplicates()
    {
        var reading = ProcfileDocument.Parse("web: a \\\nweb: b\njob: \\\n\njob: c\n").Read(ProcfileDialect.Portable, Joining);
        Assert.Equal(["web=a web: b", "job=c"], reading.Entries.Select(one => $"{one.Name}={one.Command}"));
        Assert.DoesNotContain(reading.Diagnostics, one => one.Id == "PF0601");
        reading = ProcfileDocument.Parse("web: a \\\n b\nweb: c\n").Read(ProcfileDialect.Portable, Joining);
        Assert.Equal("a  b", Assert.Single(reading.Entries, one => one.Line == 1).Command);
        Assert.Contains(reading.Diagnostics, one => one is { Id: "PF0601", Line: 3, Column: 1 });
    }

    [Fact]
    public void Strict_mode_refuses_joined_lines() =>
        Assert.True(ProcfileDocument.Parse("web: a \\\nb\n").Read(ProcfileDialect.Portable, Joining with { Strict = true }).HasErrors);

    [Theory]
    [InlineData("web: a \\\n # 'b' # c\njob: x\n", "a")]
    [InlineData("web: 'a \\\n # b' # c\n", "'a  # b'")]
    public void Inline_comments_are_cut_off_the_joined_command(string text, string expected)
    {
        var options = Joining with { InlineComments = InlineComments.StripUnquoted };
        Assert.Equal(expected, ProcfileDocument.Parse(text).Read(ProcfileDialect.Portable, options).Entries[0].Command);
    }

    [Fact]
    public void A_command_of_several_lines_is_edited_as_a_whole()
    {
        var document = ProcfileDocument.Parse("# top\nweb : a \\\n  b  \njob: c \\\nd\n");
        Assert.Equal("# top\nweb : new  \njob: c \\\nd\n", document.SetCommand("web", "new", Joining).ToString());
        Assert.Equal("# top\njob: c \\\nd\n", document.Remove("web", Joining).ToString());
        Assert.Equal("# top\nsite : a \\\n  b  \njob: c \\\nd\n", document.Rename("web", "site", Joining).ToString());
        Assert.Equal("# top\nweb: a \\\n  b  \njob: c \\\nd\n", document.ApplyFixes(Joining).ToString());
    }

    [Fact]
    public void A_process_that_would_be_joined_to_the_last_one_is_refused() =>
        Assert.Throws<ArgumentException>(() => ProcfileDocument.Parse("web: a \\\n").Add("job", "b", Joining));

    [Fact]
    public void Joined_readings_hold_together_for_any_document() =>
        Gen.Select(Documents.Bytes, Gen.Int[0, 30]).Sample((bytes, pick) =>
        {
            var document = ProcfileDocument.Parse(bytes);
            var reading = document.Read(ProcfileDialect.Portable, Joining with { Duplicates = DuplicatePolicy.All });
            var end = -1;
            foreach (var entry in reading.Entries)
            {
                Assert.True(entry.NameSpan.Start > end && entry.CommandSpan.End >= entry.CommandSpan.Start, "entries follow one another");
                Assert.DoesNotContain('\n', entry.Command);
                end = entry.CommandSpan.End;
            }

            Assert.All(reading.Diagnostics, one => Assert.InRange(one.Line, 1, Math.Max(1, document.Lines.Count)));
            if (reading.Entries.IsEmpty)
                return;
            var chosen = reading.Entries[pick % reading.Entries.Length];
            var first = reading.Entries.First(one => one.Name == chosen.Name);
            var changed = document.SetCommand(first.Name, "new command", Joining).ToBytes();
            Assert.Equal(bytes[..first.CommandSpan.Start], changed[..first.CommandSpan.Start]);
            Assert.Equal(bytes[first.CommandSpan.End..], changed[^(bytes.Length - first.CommandSpan.End)..]);
        });
}
