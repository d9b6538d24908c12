using System.Text;
using Procfile.Core.Environments;

namespace Procfile.Core.Tests.Environments;

public sealed class HostEnvironmentTests
{
    [Fact]
    public void Bytes_come_from_the_block_the_kernel_gave() =>
        Assert.Equal("A=x, B=caf\uDCE9, C=\uFFFD", Restored(["A=x", "B=caf\uFFFD", "C=\uFFFD"], "A=x", "B=caf\u00E9", "C=\u00EF\u00BF\u00BD"));

    [Fact]
    public void A_variable_that_was_changed_since_or_is_gone_is_not_brought_back() =>
        Assert.Equal("A=new \uFFFD", Restored(["A=new \uFFFD"], "A=old \u00E9", "B=\u00E9"));

    [Fact]
    public void A_name_may_hold_such_bytes_too() =>
        Assert.Equal("N\uDCFF=1", Restored(["N\uFFFD=1"], "N\u00FF=1"));

    [Fact]
    public void Of_equal_names_the_first_counts_as_in_dotnet() =>
        Assert.Equal("A=\uDCE9", Restored(["A=\uFFFD"], "A=\u00E9", "A=\u00E8"));

    [Theory]
    [InlineData("")]
    [InlineData("nonsense\u00E9")]
    [InlineData("=\u00E9=x")]
    public void What_is_no_variable_in_the_block_is_passed_over(string entry) =>
        Assert.Equal("A=\uFFFD", Restored(["A=\uFFFD"], entry));

    /// <summary>Entries of the block are given in Latin-1: a character is a byte.</summary>
    private static string Restored(string[] seenByDotNet, params string[] block)
    {
        var variables = seenByDotNet.Select(entry => entry.Split('=', 2)).Select(pair => new KeyValuePair<string, string>(pair[0], pair[1]));
        var bytes = Encoding.Latin1.GetBytes(string.Concat(block.Select(entry => entry + '\0')));
        return string.Join(", ", HostEnvironment.WithBytes([.. variables], bytes).Select(one => $"{one.Key}={one.Value}").Order(StringComparer.Ordinal));
    }
}
