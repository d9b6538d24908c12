using System.Globalization;
using System.Text;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Syntax;

/// <summary>Cost in proportion to the input, told by what is allocated and by a limit that a cost out of proportion would exceed many times.</summary>
public sealed class ProportionTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_plain_document_takes_less_than_three_times_its_size()
    {
        var bytes = PlainProcfile(20_000);
        _ = AllocatedBy(() => ReadAll(bytes));
        Assert.InRange(AllocatedBy(() => ReadAll(bytes)), bytes.Length, 3 * bytes.Length);
    }

    [Fact]
    public void Each_dialect_allocates_as_much_for_a_line_of_a_long_document_as_for_one_of_a_short()
    {
        string[] lines = ["p{0}: x\n", "web: x\n", " web: echo 'it # x\n", "no entry\n", "p{0}: x\r", "\u2028"];
        foreach (var line in lines)
        {
            foreach (var dialect in ProcfileDialect.All)
            {
                var few = AllocatedPerLine(line, 2_000, dialect);
                var many = AllocatedPerLine(line, 20_000, dialect);
                Assert.True(many <= (2 * few) + 64, $"{dialect} takes {few} bytes, then {many}, for each of '{line}'");
            }
        }
    }

    [Fact]
    public async Task Places_on_one_very_long_line_are_found_in_linear_time()
    {
        var text = string.Concat(Enumerable.Repeat("é no entry\r", 500_000));
        await Task.Run(() =>
        {
            foreach (var dialect in new[] { ProcfileDialect.Honcho, ProcfileDialect.HerokuClassic })
                Assert.Equal(Enumerable.Range(0, 500_000).Select(index => 1 + (11 * index)), ProcfileDocument.Parse(text, dialect).Diagnostics.Where(one => one.Id == "PF0501").Select(one => one.Column));
            var entries = ProcfileDocument.Parse(string.Concat(Enumerable.Repeat("é: x\r", 500_000)), ProcfileDialect.Mprocs).Entries;
            Assert.Equal(4, Assert.Single(entries).CommandColumn);
        }).WaitAsync(Limit);
    }

    private static byte[] PlainProcfile(int entries) => Lines("worker{0}: bundle exec sidekiq -q queue{0} -c 10 -e $RACK_ENV\n", entries);

    private static byte[] Lines(string line, int count) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, count).Select(index => string.Format(CultureInfo.InvariantCulture, line, index))));

    private static ProcfileDocument ReadAll(byte[] bytes)
    {
        var document = ProcfileDocument.Parse(bytes);
        Assert.Equal(document.Lines.Count, document.Entries.Length);
        Assert.Empty(document.Diagnostics);
        return document;
    }

    private static long AllocatedPerLine(string line, int count, ProcfileDialect dialect)
    {
        var bytes = Lines(line, count);
        return AllocatedBy(() => _ = ProcfileDocument.Parse(bytes, dialect).Diagnostics) / count;
    }

    private static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
