namespace Procfile.Core.Tests.Exporting;

/// <summary>A fact about what another program makes of an export, where that program is installed.</summary>
internal sealed class ConsumerFactAttribute : FactAttribute
{
    public ConsumerFactAttribute(params string[] programs)
    {
        Timeout = 300_000;
        if (programs.FirstOrDefault(program => Find(program) is null) is { } missing)
            Skip = $"{missing} is not installed.";
    }

    /// <summary>Where a program is; null when it is not here.</summary>
    internal static string? Find(string program) => program.StartsWith('/')
        ? Path.Exists(program) ? program : null
        : new[] { "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin" }.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
