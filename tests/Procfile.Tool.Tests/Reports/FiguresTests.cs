using Procfile.Tool.Reports;

namespace Procfile.Tool.Tests.Reports;

/// <summary>Figures and texts as a table shows them.</summary>
public sealed class FiguresTests
{
    [Theory]
    [InlineData(-5, "0s")]
    [InlineData(0, "0s")]
    [InlineData(59, "59s")]
    [InlineData(60, "1m00s")]
    [InlineData(3599, "59m59s")]
    [InlineData(3600, "1h00m")]
    [InlineData(86_399, "23h59m")]
    [InlineData(86_400, "1d00h")]
    [InlineData(400 * 86_400, "400d00h")]
    public void Times_have_two_places(double seconds, string text) => Assert.Equal(text, Figures.Time(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0B")]
    [InlineData(1023, "1023B")]
    [InlineData(1024, "1.00K")]
    [InlineData(10_235, "10.0K")]
    [InlineData(102_400, "100K")]
    [InlineData(1_048_575, "1.00M")]
    [InlineData(1L << 30, "1.00G")]
    [InlineData(1L << 50, "1024T")]
    public void Memory_has_three_digits(long bytes, string text) => Assert.Equal(text, Figures.Memory(bytes));

    [Theory]
    [InlineData(0, "0.0%")]
    [InlineData(0.44, "0.4%")]
    [InlineData(99.96, "100%")]
    [InlineData(1600, "1600%")]
    public void Processor_time_has_one_place_below_a_hundred(double percent, string text) => Assert.Equal(text, Figures.Percent(percent));

    [Theory]
    [InlineData("text", 4, "text")]
    [InlineData("texts", 4, "tex…")]
    [InlineData("日本語", 6, "日本語")]
    [InlineData("日本語", 5, "日本…")]
    [InlineData("日本語", 4, "日…")]
    [InlineData("e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301e\u0301")]
    [InlineData("text", 1, "…")]
    [InlineData("text", 0, "")]
    public void Text_is_cut_by_the_columns_it_takes(string text, int columns, string cut)
    {
        Assert.Equal(cut, TerminalText.Cut(text, columns));
        Assert.InRange(TerminalText.Columns(cut), 0, columns);
    }

    [Fact]
    public void Nothing_in_a_text_is_obeyed() => Assert.Equal("a [2J b  c d", TerminalText.Clean("a\e[2J b\r\nc\u202Ed\u0007"));
}
