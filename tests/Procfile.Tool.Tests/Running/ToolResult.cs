using System.Text.Json;

namespace Procfile.Tool.Tests.Running;

/// <summary>What a run of the tool came to.</summary>
internal sealed record ToolResult(int Code, string Out, string Error)
{
    internal string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    internal string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Standard output as JSON, nothing else being there.</summary>
    internal JsonElement Json()
    {
        using var document = JsonDocument.Parse(Out);
        return document.RootElement.Clone();
    }

    /// <summary>All went well: nothing on standard error.</summary>
    internal ToolResult AssertFine()
    {
        Assert.Equal("", Error);
        Assert.Equal(ExitCodes.Fine, Code);
        return this;
    }

    /// <summary>It refused: nothing on standard output, one line on standard error that has all of these in it.</summary>
    internal void AssertRefused(int code, params string[] said)
    {
        Assert.Equal("", Out);
        string line = Assert.Single(ErrorLines);
        Assert.All(said, text => Assert.Contains(text, line, StringComparison.Ordinal));
        AssertSpeaksToPeople();
        Assert.Equal(code, Code);
    }

    /// <summary>What the platform says to programmers is nowhere in it.</summary>
    internal void AssertSpeaksToPeople() =>
        Assert.All(["Exception", "   at ", "System.", "(Parameter"], leak => Assert.DoesNotContain(leak, Out + Error, StringComparison.Ordinal));
}
