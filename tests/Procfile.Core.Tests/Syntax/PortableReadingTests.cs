using CsCheck;
using Procfile.Core.Bytes;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Syntax;

public sealed class PortableReadingTests
{
    [Theory]
    [InlineData("web: rails s", "web", "rails s")]
    [InlineData("web:rails s", "web", "rails s")]
    [InlineData("web:\trails s  \t", "web", "rails s")]
    [InlineData("  web : rails s", "web", "rails s")]
    [InlineData("\uFEFFweb: a", "web", "a")]
    [InlineData("web: a\r\n", "web", "a")]
    [InlineData("web.1: a", "web.1", "a")]
    [InlineData("веб: a", "веб", "a")]
    [InlineData("web:: a", "web", ": a")]
    [InlineData("web: echo a: b # c", "web", "echo a: b # c")]
    [InlineData("my-web: a\rb", "my-web", "a\rb")]
    [InlineData("w: |", "w", "|")]
    public void An_entry_is_a_name_a_colon_and_a_command(string text, string name, string command)
    {
        var entry = Assert.Single(ProcfileDocument.Parse(text).Entries);
        Assert.Equal((name, command, 1), (entry.Name, entry.Command, entry.Line));
    }

    [Theory]
    [InlineData("# web: a", ProcfileLineKind.Comment, null)]
    [InlineData("  # web: a", ProcfileLineKind.Comment, null)]
    [InlineData("// web: a", ProcfileLineKind.Comment, "PF0201")]
    [InlineData(" \t ", ProcfileLineKind.Blank, null)]
    [InlineData("web rails s", ProcfileLineKind.Unrecognised, "PF0503")]
    [InlineData("prose", ProcfileLineKind.Unrecognised, "PF0501")]
    [InlineData("http://example.com", ProcfileLineKind.Unrecognised, "PF0305")]
    [InlineData("my web: a", ProcfileLineKind.Unrecognised, "PF0306")]
    [InlineData("<<<<<<< HEAD", ProcfileLineKind.Unrecognised, "PF0502")]
    [InlineData("=======", ProcfileLineKind.Unrecognised, "PF0502")]
    [InlineData("---", ProcfileLineKind.Unrecognised, "PF0504")]
    [InlineData("\"web\": a", ProcfileLineKind.Unrecognised, "PF0504")]
    [InlineData(": a", ProcfileLineKind.Unrecognised, "PF0501")]
    [InlineData("\f : a", ProcfileLineKind.Unrecognised, "PF0501")]
    [InlineData("a.b:c", ProcfileLineKind.Unrecognised, "PF0501")]
    [InlineData("web:", ProcfileLineKind.Entry, "PF0406")]
    public void A_line_that_defines_no_process_is_kept_and_explained(string line, ProcfileLineKind kind, string? id)
    {
        var document = ProcfileDocument.Parse(line + "\nok: a\n");
        Assert.Equal(kind, document.Lines[0].Kind);
        Assert.Equal("ok", Assert.Single(document.Entries).Name);
        Assert.Equal(id is null ? [] : [id], document.Diagnostics.Select(one => one.Id).Where(one => one != "PF0105"));
    }

    [Theory]
    [InlineData("\uFEFFweb: a", "PF0101", DiagnosticSeverity.Warning, 1, 1)]
    [InlineData("web: a\0b", "PF0103", DiagnosticSeverity.Error, 1, 7)]
    [InlineData("web: a\rb", "PF0104", DiagnosticSeverity.Warning, 1, 7)]
    [InlineData("web: a\u2028b", "PF0105", DiagnosticSeverity.Warning, 1, 7)]
    [InlineData("web: a\r\n", "PF0107", DiagnosticSeverity.Info, 1, 7)]
    [InlineData("  web: a", "PF0301", DiagnosticSeverity.Warning, 1, 1)]
    [InlineData("web : a", "PF0302", DiagnosticSeverity.Warning, 1, 4)]
    [InlineData("web:a", "PF0303", DiagnosticSeverity.Warning, 1, 5)]
    [InlineData("web.1: a", "PF0304", DiagnosticSeverity.Warning, 1, 1)]
    [InlineData("Web: a", "PF0307", DiagnosticSeverity.Info, 1, 1)]
    [InlineData("web_: a", "PF0308", DiagnosticSeverity.Warning, 1, 1)]
    [InlineData("my-web: a", "PF0309", DiagnosticSeverity.Info, 1, 1)]
    [InlineData("1: a", "PF0310", DiagnosticSeverity.Info, 1, 1)]
    [InlineData("all: a", "PF0311", DiagnosticSeverity.Info, 1, 1)]
    [InlineData("system: a", "PF0313", DiagnosticSeverity.Info, 1, 1)]
    [InlineData("web: a  ", "PF0401", DiagnosticSeverity.Info, 1, 7)]
    [InlineData("web: a # b", "PF0402", DiagnosticSeverity.Info, 1, 8)]
    [InlineData("web: a ' # b'", "PF0402", DiagnosticSeverity.Warning, 1, 10)]
    [InlineData("web: a // b", "PF0403", DiagnosticSeverity.Info, 1, 8)]
    [InlineData("web: # todo", "PF0404", DiagnosticSeverity.Warning, 1, 6)]
    [InlineData("web: a \\", "PF0405", DiagnosticSeverity.Warning, 1, 8)]
    [InlineData("web: \u00A0a\u00A0", "PF0407", DiagnosticSeverity.Warning, 1, 6)]
    [InlineData("web: a\u3000", "PF0407", DiagnosticSeverity.Warning, 1, 7)]
    [InlineData("web: |", "PF0504", DiagnosticSeverity.Warning, 1, 6)]
    [InlineData("web: a\nweb: b", "PF0601", DiagnosticSeverity.Error, 2, 1)]
    [InlineData("a-b: a\na_b: b", "PF0602", DiagnosticSeverity.Warning, 2, 1)]
    [InlineData("", "PF0701", DiagnosticSeverity.Error, 1, 1)]
    [InlineData("# nothing\n", "PF0701", DiagnosticSeverity.Error, 1, 1)]
    [InlineData("web: a\n  --url x", "PF0505", DiagnosticSeverity.Warning, 2, 3)]
    [InlineData("web: a\n // b", "PF0201", DiagnosticSeverity.Info, 2, 2)]
    [InlineData("web: a\nhttp://x", "PF0305", DiagnosticSeverity.Warning, 2, 1)]
    [InlineData("web: a\n\n my job: b", "PF0306", DiagnosticSeverity.Warning, 3, 2)]
    [InlineData("__proto__: a", "PF0312", DiagnosticSeverity.Warning, 1, 1)]
    [InlineData("web:", "PF0406", DiagnosticSeverity.Warning, 1, 4)]
    [InlineData("web: a\nprose", "PF0501", DiagnosticSeverity.Warning, 2, 1)]
    [InlineData("web: a\n<<<<<<< x", "PF0502", DiagnosticSeverity.Error, 2, 1)]
    [InlineData("web: a\n\n job b", "PF0503", DiagnosticSeverity.Warning, 3, 2)]
    [InlineData("web: a\n---", "PF0504", DiagnosticSeverity.Warning, 2, 1)]
    [InlineData("é: a", "PF0304", DiagnosticSeverity.Warning, 1, 1)]
    [InlineData("web: é☃😀 # c", "PF0402", DiagnosticSeverity.Info, 1, 11)]
    public void A_place_where_tools_disagree_is_reported_with_its_line_and_column(string text, string id, DiagnosticSeverity severity, int line, int column)
    {
        var diagnostic = Assert.Single(ProcfileDocument.Parse(text).Diagnostics, one => one.Id == id);
        Assert.Equal((severity, line, column), (diagnostic.Severity, diagnostic.Line, diagnostic.Column));
    }

    [Theory]
    [InlineData("\uFEFFweb: a\n", "PF0101", "web: a\n", true)]
    [InlineData("web: a\n  // b\n", "PF0201", "web: a\n  # b\n", true)]
    [InlineData("\t web: a\n", "PF0301", "web: a\n", true)]
    [InlineData("web \t: a\n", "PF0302", "web: a\n", true)]
    [InlineData("web:a\n", "PF0303", "web: a\n", true)]
    [InlineData("web: a \t\r\n", "PF0401", "web: a\r\n", true)]
    [InlineData("web: a\\ \n", "PF0401", "web: a\\\n", false)]
    [InlineData("web bin/server\n", "PF0503", "web: bin/server\n", false)]
    public void A_fix_mends_what_its_diagnostic_says(string text, string id, string repaired, bool isSafe)
    {
        var fix = Assert.Single(ProcfileDocument.Parse(text).Diagnostics, one => one.Id == id).Fix;
        Assert.NotNull(fix);
        Assert.Equal(isSafe, fix.IsSafe);
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        byte[] changed = [.. bytes[..fix.Span.Start], .. System.Text.Encoding.UTF8.GetBytes(fix.Replacement), .. bytes[fix.Span.End..]];
        Assert.Equal(repaired, System.Text.Encoding.UTF8.GetString(changed));
        Assert.DoesNotContain(ProcfileDocument.Parse(changed).Diagnostics, one => one.Id == id);
    }

    [Theory]
    [InlineData("web: a\n\n \xFF", 3, 2)]
    [InlineData("web: é\xFF", 1, 7)]
    public void Bytes_that_are_no_utf8_are_reported_where_the_first_of_them_stands(string text, int line, int column)
    {
        byte[] bytes = [.. text.SelectMany(letter => letter == '\xFF' ? [0xFF] : System.Text.Encoding.UTF8.GetBytes([letter]))];
        var diagnostic = Assert.Single(ProcfileDocument.Parse(bytes).Diagnostics, one => one.Id == "PF0102");
        Assert.Equal((line, column), (diagnostic.Line, diagnostic.Column));
    }

    [Theory]
    [InlineData(65535, false)]
    [InlineData(65536, true)]
    public void A_line_that_Go_tools_cannot_hold_is_reported(int length, bool isReported)
    {
        var diagnostics = ProcfileDocument.Parse($"job: a\nweb: {new string('x', length - 5)}\n").Diagnostics;
        Assert.Equal(isReported, diagnostics.Any(one => one is { Id: "PF0108", Line: 2, Column: 1 }));
    }

    [Fact]
    public void A_line_that_a_tool_loses_has_a_diagnostic() =>
        Documents.Bytes.Sample(bytes =>
        {
            var document = ProcfileDocument.Parse(bytes);
            var reported = document.Diagnostics.Select(one => one.Line).ToHashSet();
            var isMarked = document.Diagnostics.Any(one => one.Id is "PF0104" or "PF0105");
            foreach (var dialect in (ProcfileDialect[])[ProcfileDialect.Foreman, ProcfileDialect.Honcho, ProcfileDialect.Forego, ProcfileDialect.Overmind, ProcfileDialect.Cloud66])
            {
                var reading = document.Read(dialect);
                if (reading.HasErrors)
                    continue;
                var seen = reading.Entries.Select(one => one.Line).ToHashSet();
                foreach (var lost in document.Entries.Where(one => !seen.Contains(one.Line)))
                    Assert.True(isMarked || reported.Contains(lost.Line), $"{dialect} loses line {lost.Line} of {document}");
            }
        });

    [Fact]
    public void A_plain_Procfile_has_nothing_to_report() =>
        Assert.Empty(ProcfileDocument.Parse("# The site\nweb: bin/server -p $PORT\n\nworker: bin/jobs\n").Diagnostics);

    [Fact]
    public void A_diagnostic_is_written_as_compilers_write_it() =>
        Assert.StartsWith("1:1: warning PF0301: ", ProcfileDocument.Parse("  web: a").Diagnostics[0].ToString(), StringComparison.Ordinal);

    [Fact]
    public void Names_of_other_bytes_that_are_no_utf8_are_other_names()
    {
        var document = ProcfileDocument.Parse([0xFF, (byte)':', (byte)' ', (byte)'a', (byte)'\n', 0xFE, (byte)':', (byte)' ', (byte)'b']);
        Assert.Equal(["a", "b"], document.Entries.Select(one => one.Command));
        Assert.DoesNotContain(document.Diagnostics, one => one.Id is "PF0601" or "PF0602");
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_reported_and_go_on_to_the_process_as_they_are()
    {
        var document = ProcfileDocument.Parse("web: a \xFF"u8.ToArray().AsSpan()[..^2].ToArray().Concat(new byte[] { 0xFF, 0x0A }).ToArray());
        Assert.Equal("a \uDCFF", document.Entries[0].Command);
        Assert.Equal([(byte)'a', (byte)' ', 0xFF], RawText.Encode(document.Entries[0].Command));
        Assert.Contains(document.Diagnostics, one => one.Id == "PF0102");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_utf16_document_is_read_and_given_back_unchanged(bool bigEndian)
    {
        var encoding = new System.Text.UnicodeEncoding(bigEndian, byteOrderMark: true);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("web: é☃😀\nworker: b\n")];
        var document = ProcfileDocument.Parse(bytes);
        Assert.Equal(["é☃😀", "b"], document.Entries.Select(one => one.Command));
        Assert.Contains(document.Diagnostics, one => one.Id == "PF0106");
        Assert.Equal(bytes, document.ToBytes());
        Assert.Equal([.. encoding.GetPreamble(), .. encoding.GetBytes("web: é☃x\nworker: b\n")], document.SetCommand("web", "é☃x").ToBytes());
        Assert.Empty(document.Read(ProcfileDialect.Forego).Entries);
    }

    [Theory]
    [InlineData(DuplicatePolicy.Error, "web=a,worker=b")]
    [InlineData(DuplicatePolicy.First, "web=a,worker=b")]
    [InlineData(DuplicatePolicy.Last, "web=c,worker=b")]
    [InlineData(DuplicatePolicy.All, "web=a,worker=b,web=c")]
    [InlineData(DuplicatePolicy.Rename, "web=a,worker=b,web (2)=c")]
    public void Duplicate_names_are_settled_by_the_policy(DuplicatePolicy policy, string expected)
    {
        var reading = ProcfileDocument.Parse("web: a\nworker: b\nweb: c\n").Read(ProcfileDialect.Portable, new() { Duplicates = policy });
        Assert.Equal(expected, string.Join(',', reading.Entries.Select(one => $"{one.Name}={one.Command}")));
        Assert.Equal(policy == DuplicatePolicy.Error, reading.HasErrors);
    }

    [Theory]
    [InlineData(InlineComments.Keep, "echo 'a # b' # c # d")]
    [InlineData(InlineComments.StripUnquoted, "echo 'a # b'")]
    [InlineData(InlineComments.ProcfileUtil, "echo 'a # b' # c")]
    [InlineData(InlineComments.Yaml, "echo 'a")]
    public void Inline_comments_are_cut_as_the_option_says(InlineComments way, string expected)
    {
        var reading = ProcfileDocument.Parse("web: echo 'a # b' # c # d").Read(ProcfileDialect.Portable, new() { InlineComments = way });
        Assert.Equal(expected, reading.Entries[0].Command);
    }

    [Theory]
    [InlineData(EmptyCommands.Ignore, "job=a", false)]
    [InlineData(EmptyCommands.Keep, "web=,job=a", false)]
    [InlineData(EmptyCommands.Error, "job=a", true)]
    public void An_empty_command_is_what_the_option_says(EmptyCommands way, string expected, bool hasErrors)
    {
        var reading = ProcfileDocument.Parse("web: \njob: a\n").Read(ProcfileDialect.Portable, new() { EmptyCommands = way });
        Assert.Equal(expected, string.Join(',', reading.Entries.Select(one => $"{one.Name}={one.Command}")));
        Assert.Equal(hasErrors, reading.HasErrors);
        Assert.Contains(reading.Diagnostics, one => one is { Id: "PF0406", Line: 1, Column: 4 });
    }

    [Fact]
    public void Empty_commands_are_kept_when_asked_for()
    {
        var reading = ProcfileDocument.Parse("web:\n").Read(ProcfileDialect.Portable, new() { EmptyCommands = EmptyCommands.Keep });
        Assert.Equal("", Assert.Single(reading.Entries).Command);
    }

    [Theory]
    [InlineData("my-web: bin/server\n", false)]
    [InlineData("my_web: bin/server\n", true)]
    [InlineData("web:bin/server\n", true)]
    [InlineData("web: a # b\n", true)]
    [InlineData("web: a  \n", true)]
    [InlineData("Web: a\n", true)]
    [InlineData("web-: a\n", true)]
    [InlineData("web.1: a\n", true)]
    [InlineData(" web: a\n", true)]
    [InlineData("web : a\n", true)]
    [InlineData("// c\nweb: a\n", true)]
    [InlineData("prose\nweb: a\n", true)]
    [InlineData("web: a\njob:\n", true)]
    [InlineData("web: a\\\n", true)]
    [InlineData("\uFEFFweb: a\n", true)]
    [InlineData("web: a\u2028\n", true)]
    [InlineData("# c\n\nweb: a\r\n1: b\nall: c\nsystem: d\n", false)]
    public void Strict_mode_makes_an_error_of_what_tools_read_differently(string text, bool hasErrors) =>
        Assert.Equal(hasErrors, ProcfileDocument.Parse(text).Read(ProcfileDialect.Portable, new() { Strict = true }).HasErrors);

    [Fact]
    public void What_strict_mode_lets_pass_is_read_alike_by_Heroku_and_procfile_util() =>
        Documents.Text.Sample(text =>
        {
            var document = ProcfileDocument.Parse(text);
            var strict = document.Read(ProcfileDialect.Portable, new() { Strict = true });
            if (strict.HasErrors)
                return;
            var expected = strict.Entries.Select(one => (one.Name, one.Command)).Order().ToArray();
            foreach (var dialect in (ProcfileDialect[])[ProcfileDialect.HerokuCnb, ProcfileDialect.ProcfileUtil, ProcfileDialect.ProcfileUtilStrict])
                Assert.Equal(expected, document.Read(dialect).Entries.Select(one => (one.Name, one.Command)).Order());
        });
}
