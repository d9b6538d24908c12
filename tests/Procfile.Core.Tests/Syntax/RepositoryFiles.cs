namespace Procfile.Core.Tests.Syntax;

/// <summary>Finds test data from wherever the test assembly stands.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    public static string Vectors => Path.Combine(Root, "tests", "Procfile.Core.Tests", "Syntax", "vectors.json");

    /// <summary>The folder of real files next to the repository, which not everybody has.</summary>
    public static string? Corpus
    {
        get
        {
            var folder = Path.GetFullPath(Path.Combine(Root, "..", "shared", "corpus"));
            return Directory.Exists(folder) ? folder : null;
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Procfile.Core.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
