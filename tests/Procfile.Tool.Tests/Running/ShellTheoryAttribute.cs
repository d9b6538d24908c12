namespace Procfile.Tool.Tests.Running;

/// <summary>A theory about a shell, where it is installed.</summary>
internal sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute(string shell)
    {
        Timeout = 60_000;
        if (!File.Exists($"/usr/bin/{shell}") && !File.Exists($"/bin/{shell}"))
            Skip = $"{shell} is not installed.";
        else if (!File.Exists(TerminalTheoryAttribute.Program))
            Skip = $"{TerminalTheoryAttribute.Program} is not installed.";
    }
}
