namespace Procfile.Core.Dashboard.Tests.Page;

/// <summary>A fact about the page as a browser shows it, where there is one.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    private static readonly string[] Folders = ["/usr/local/bin", "/usr/bin", "/bin", "/snap/bin"];
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    public BrowserFactAttribute()
    {
        Timeout = 120_000;
        if (Browser is null)
            Skip = "Chromium is not installed.";
    }

    /// <summary>Where the browser is; null when there is none.</summary>
    internal static string? Browser { get; } = Folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}
