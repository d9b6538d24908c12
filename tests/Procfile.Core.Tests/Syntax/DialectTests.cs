using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Syntax;

public sealed class DialectTests
{
    [Theory]
    [InlineData("Foreman")]
    [InlineData("foreman")]
    [InlineData("NODEFOREMAN")]
    [InlineData("node-foreman")]
    [InlineData("heroku_cnb")]
    public void A_dialect_is_found_by_its_name_in_any_case(string name) => Assert.True(ProcfileDialect.TryParse(name, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("systemd")]
    public void An_unknown_dialect_is_not_found(string? name) => Assert.False(ProcfileDialect.TryParse(name, out _));

    [Fact]
    public void There_are_sixteen_dialects_beside_Portable()
    {
        Assert.Equal(17, ProcfileDialect.All.Count);
        Assert.All(ProcfileDialect.All, dialect => Assert.True(ProcfileDialect.TryParse(dialect.Name, out var found) && found == dialect));
    }

    [Theory]
    // Python's \s has U+001F and the no-break space; splitlines ends a line at U+001C.
    [InlineData("Honcho", "web:\u001F\u00A0a", "web=a")]
    [InlineData("Honcho", "web: a\u001Cb: c", "web=a,b=c")]
    [InlineData("Honcho", "web: a\r\rb: c", "web=a,b=c")]
    // Nothing but blanks behind the colon: the pattern gives the last one back.
    [InlineData("Foreman", "web: \v", "web=\v")]
    [InlineData("Forego", "web:\t ", "web= ")]
    [InlineData("Forego", "web: \v", "web=\v")]
    [InlineData("Overmind", "web:\n a: b\nx:  \ny: z", "x= ,y=z")]
    [InlineData("Overmind", "web: ", "")]
    [InlineData("Honcho", "web:\u00A0\u3000", "web=\u3000")]
    // A CR at the end of the file goes with bufio.Scanner and stays with ReadLine.
    [InlineData("Forego", "web: a\r", "web=a")]
    [InlineData("Overmind", "web: a\r", "web=a\r")]
    [InlineData("Foreman", "web: a\r\r\n", "web=a\r")]
    // ^ and $ with the m flag also see CR and U+2028.
    [InlineData("NodeForeman", "junk\rweb: a\rb", "web=a")]
    [InlineData("NodeForeman", "web:\r x", "web=x")]
    [InlineData("NodeForeman", "3: a\nb: c\n1: d\n01: e\n__proto__: f\n4294967295: g", "1=d,3=a,b=c,01=e,4294967295=g")]
    [InlineData("Shoreman", "a\\:b: c\\ \\\\d\\ ", "a=c \\d")]
    [InlineData("Shoreman", "a:b\\ ", "a=a:b ")]
    [InlineData("Shoreman", "a: b \\", "a=b ")]
    [InlineData("Shoreman", "\\", "\u0001=\u0001")]
    [InlineData("Shoreman", "web: a \\\n\\\n b\n \\  c", "web=a  b,  c=  c")]
    [InlineData("Herokuish", "web\nweb: a\n", "web=web")]
    [InlineData("Mprocs", "a: 1\na: 2\na (2): 3\na: 4", "a=1,a (2)=2,a (2) (2)=3,a (3)=4")]
    [InlineData("HerokuCnb", "  We_b: a \n\tx: b\nwe-b: c", "x=b,we-b=c")]
    [InlineData("HerokuClassic", "\va:\u3000b\u0085", "a=b\u0085")]
    [InlineData("Goreman", "a b :\u00A0c\u0085\n#x: y\n: z", "a b=c")]
    [InlineData("ProcfileUtil", "b: x #\na: y //z // w", "a=y //z,b=x #")]
    [InlineData("Cloud66", "a: b\r\nc-d: e", "a=b\r")]
    [InlineData("Paketo", "b: 1\na: 2\nb: 3", "a=2,b=3")]
    public void A_dialect_follows_the_rules_of_its_tools_language(string name, string text, string expected)
    {
        Assert.True(ProcfileDialect.TryParse(name, out var dialect));
        var reading = ProcfileDocument.Parse(text, dialect).Reading;
        if (expected.Length > 0)
            Assert.Equal(expected, string.Join(',', reading.Entries.Select(one => $"{one.Name}={one.Command}")));
        else
            Assert.Empty(reading.Entries);
    }

    [Theory]
    // In a UTF-8 locale bash's read takes with the first byte of a character as many as it should have, also a line feed.
    [InlineData("Shoreman", "7765623A20E20A613A2062", "web=\uFFFD\na: b")]
    [InlineData("Shoreman", "7765623A20C30A0A613A2062", "web=\uFFFD,a=b")]
    [InlineData("Herokuish", "7765623A20E2800A613A62", "web= \uFFFD\na:b")]
    // A NUL there ends the text that bash sees, and so does one behind a backslash; elsewhere it is passed over.
    [InlineData("Shoreman", "613A2062E28000A9630A643A2065", "a=b\uFFFD,d=e")]
    [InlineData("Shoreman", "613A206120005C00620A633A2064", "a=a ,c=d")]
    [InlineData("Shoreman", "613A20005C0062", "a=")]
    [InlineData("Herokuish", "613A20C200A0620A00", "a= \u00A0b")]
    // Behind bytes that are no text, bash knows ASCII blanks only.
    [InlineData("Shoreman", "61FF3AE19A8078", "a\uFFFD=a\uFFFD:\u1680x")]
    [InlineData("Shoreman", "613AE19A8078FF", "a=x\uFFFD")]
    // Names that differ in such bytes only are different names.
    [InlineData("Herokuish", "FF3A310AFE3A32", "\uFFFD=1,\uFFFD=2")]
    public void Bash_tools_read_bytes_that_are_no_text_as_bash_does(string name, string hex, string expected)
    {
        Assert.True(ProcfileDialect.TryParse(name, out var dialect));
        var entries = ProcfileDocument.Parse(Convert.FromHexString(hex), dialect).Reading.Entries;
        Assert.Equal(expected, Documents.Shown(string.Join(',', entries.Select(one => $"{one.Name}={one.Command}"))));
    }

    [Theory]
    // ReadLine hands out full buffers of 4 KiB and finds nothing more, so the last line is never handed on.
    [InlineData(4095, "", true)]
    [InlineData(4096, "", false)]
    [InlineData(8192, "", false)]
    [InlineData(4097, "", true)]
    [InlineData(4096, "\n", true)]
    // A CR at the end of a buffer is put back, so that the buffer is not full.
    [InlineData(4095, "\r", true)]
    [InlineData(8190, "\r", true)]
    [InlineData(4095, "\r\n", true)]
    public void Overmind_loses_a_last_line_that_just_fills_its_buffers(int length, string ending, bool isSeen)
    {
        var text = "job: a\nweb: " + new string('x', length - 5) + ending;
        var reading = ProcfileDocument.Parse(text, ProcfileDialect.Overmind).Reading;
        Assert.Equal(isSeen, reading.TryGetEntry("web", out _));
        Assert.Equal(!isSeen, reading.Diagnostics.Any(one => one is { Id: "PF0501", Line: 2 }));
    }

    [Theory]
    [InlineData("Forego", 65535, false)]
    [InlineData("Forego", 65536, true)]
    [InlineData("ProcfileUtil", 65536, true)]
    [InlineData("Overmind", 65536, false)]
    [InlineData("Foreman", 200000, false)]
    public void A_line_as_long_as_Gos_scanner_buffer_is_refused(string name, int length, bool isRefused)
    {
        Assert.True(ProcfileDialect.TryParse(name, out var dialect));
        var text = "web: " + new string('x', length - 5) + "\n";
        Assert.Equal(isRefused, ProcfileDocument.Parse(text, dialect).Reading.HasErrors);
    }

    [Fact]
    public void A_line_a_tool_loses_in_silence_is_a_warning_of_its_dialect()
    {
        var diagnostic = Assert.Single(ProcfileDocument.Parse("web: a\n  job: b\n", ProcfileDialect.Foreman).Diagnostics);
        Assert.Equal(("PF0501", DiagnosticSeverity.Warning, 2), (diagnostic.Id, diagnostic.Severity, diagnostic.Line));
    }
}
