namespace Procfile.Tool.Tests.Running;

/// <summary>A theory that needs a terminal to run the tool on; <c>script</c> of util-linux makes one.</summary>
internal sealed class TerminalTheoryAttribute : TheoryAttribute
{
    internal const string Program = "/usr/bin/script";

    public TerminalTheoryAttribute()
    {
        Timeout = 60_000;
        if (!File.Exists(Program))
            Skip = $"{Program} is not installed.";
    }
}
