using System.Text;
using Procfile.Core.Launching.Usage;

namespace Procfile.Core.Tests.Launching.Usage;

public sealed class ProcessUseTests
{
    private const string Fields = "S 12 34 56 0 -1 4194560 214 13 0 0 100 20 3 4 20 0 1 0 8637 18446744073709551615 250 18446744073709551615 1 1";

    [Theory]
    [InlineData("sleep")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData(")")]
    [InlineData("((")]
    [InlineData(") R 1 1 1 1")]
    [InlineData("x) S 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 (")]
    [InlineData("\n")]
    [InlineData("\u00ff)")]
    public void Whatever_the_name_holds_the_fields_follow_it(string name)
    {
        Assert.True(ProcessUse.TryParse(Encoding.Latin1.GetBytes($"78 ({name}) {Fields}\n"), out ProcessUse use));
        Assert.Equal(new ProcessUse(HasEnded: false, Parent: 12, Session: 56, Start: 8637, Ticks: 127, Pages: 250), use);
    }

    [Fact]
    public void A_text_that_is_cut_off_is_not_read()
    {
        string whole = $"78 (name) {Fields}";
        int needed = whole.IndexOf(" 250 ", StringComparison.Ordinal) + " 250 ".Length;
        for (int length = 0; length <= whole.Length; length++)
            Assert.Equal(length >= needed, ProcessUse.TryParse(Encoding.ASCII.GetBytes(whole[..length]), out _));
    }

    [Fact]
    public void Less_memory_than_none_is_none()
    {
        byte[] text = Encoding.ASCII.GetBytes($"78 (name) {Fields.Replace(" 250 ", " -3 ", StringComparison.Ordinal)}");
        Assert.True(ProcessUse.TryParse(text, out ProcessUse use));
        Assert.Equal(0, use.Pages);
    }
}
