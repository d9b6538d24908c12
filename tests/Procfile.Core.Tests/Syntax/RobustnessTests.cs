using CsCheck;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Syntax;

public sealed class RobustnessTests
{
    [Fact]
    public void No_dialect_throws_on_any_document() =>
        Documents.Bytes.Sample(bytes =>
        {
            var document = ProcfileDocument.Parse(bytes);
            foreach (var dialect in ProcfileDialect.All)
            {
                var reading = document.Read(dialect);
                Assert.All(reading.Entries, entry => Assert.InRange(entry.Line, 1, document.Lines.Count));
                Assert.All(reading.Diagnostics, one => Assert.True(one.Line >= 1 && one.Column >= 1 && one.ToString().Length > 0));
                Assert.Equal(reading.HasErrors, reading.Diagnostics.Any(one => one.Severity == DiagnosticSeverity.Error));
            }

            _ = DialectComparison.Compare(document);
        });

    [Fact]
    public void The_reader_sees_the_entries_that_the_document_has() =>
        Documents.Bytes.Sample(bytes =>
        {
            var entries = ProcfileDocument.Parse(bytes).Read(ProcfileDialect.Portable, new() { Duplicates = DuplicatePolicy.All }).Entries;
            var reader = new ProcfileReader(bytes);
            foreach (var entry in entries)
            {
                Assert.True(reader.Read());
                Assert.Equal((entry.Line, entry.NameSpan, entry.CommandSpan), (reader.Line, reader.NameSpan, reader.CommandSpan));
            }

            Assert.False(reader.Read());
        });

    [Fact]
    public void Reading_entries_allocates_nothing()
    {
        var bytes = "# c\n  web : a\nworker: b c\nodd.name: x\nprose\nhttp://x\n"u8.ToArray();
        Assert.Equal(3, Count(bytes));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var count = 0;
        for (var round = 0; round < 100; round++)
            count += Count(bytes);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(300, count);
    }

    [Fact]
    public async Task A_million_lines_and_one_long_line_are_read_by_every_dialect()
    {
        var many = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1_000_000).Select(index => $"p{index}: x\n")));
        var wide = System.Text.Encoding.UTF8.GetBytes("web: " + new string('x', 5_000_000) + " # 'y");
        await Task.Run(() =>
        {
            Assert.Equal(1_000_000, ProcfileDocument.Parse(many).Entries.Length);
            Assert.Equal(1_000_000, ProcfileDocument.Parse(many).Lines.Count);
            var document = ProcfileDocument.Parse(wide);
            foreach (var dialect in ProcfileDialect.All)
                _ = document.Read(dialect).Diagnostics;
        }).WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Hostile_env_files_are_read_in_linear_time_by_every_grammar()
    {
        string[] hostile =
        [
            string.Concat(Enumerable.Repeat("A=\"\n", 20_001)),
            string.Concat(Enumerable.Repeat("A='x\\'\n", 20_000)),
            "A=" + string.Concat(Enumerable.Repeat("$A", 50_000)),
            "A=x\n" + string.Concat(Enumerable.Repeat("A=$A$A\n", 60)),
            "A=" + new string(' ', 100_000) + "#\nB",
            new string('\n', 200_000),
            "A=" + string.Concat(Enumerable.Repeat("\"'", 50_000)),
            "A=" + string.Concat(Enumerable.Repeat("${", 50_000)),
            new string('[', 100_000),
            string.Concat(Enumerable.Repeat("#", 100_000)) + "=\"",
            string.Concat(Enumerable.Repeat("#\r", 500_000)),
            "A=" + string.Concat(Enumerable.Repeat("${A-", 100_000)),
            "{" + string.Join(",\n", Enumerable.Range(0, 50_000).Select(index => $"\"k{index}\":[1]")) + "}",
            string.Concat(Enumerable.Range(0, 50_000).Select(index => $"V{index}=${{V{index - 1}:-x}}\n")),
        ];
        await Task.Run(() =>
        {
            foreach (var text in hostile)
            {
                foreach (var dialect in DotEnvDialect.All)
                    _ = DotEnvDocument.Parse(text, dialect, new() { Interpolate = true }).Variables;
            }
        }).WaitAsync(TimeSpan.FromMinutes(1));
    }

    private static int Count(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        var reader = new ProcfileReader(bytes);
        while (reader.Read())
            count += reader.Name.Length > 0 && reader.Command.Length > 0 ? 1 : 0;
        return count;
    }
}
