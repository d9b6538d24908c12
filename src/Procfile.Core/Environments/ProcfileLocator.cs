using System.Collections.Immutable;
using System.IO.Abstractions;

namespace Procfile.Core.Environments;

/// <summary>Finds the Procfile of a directory for an environment.</summary>
/// <remarks>
/// <c>Procfile_production</c> is Cloud 66's convention for the environment <c>production</c>; <c>Procfile.dev</c> is what users of
/// foreman and overmind write by hand. In order: <c>Procfile_ENV</c> exactly, <c>Procfile_ENV</c> in other case,
/// <c>Procfile.ENV</c>, <c>Procfile</c>.
/// </remarks>
/// <param name="fileSystem">Where to look.</param>
public sealed class ProcfileLocator(IFileSystem fileSystem)
{
    /// <summary>The name of the base Procfile.</summary>
    public const string BaseName = "Procfile";

    /// <summary>Looks for the Procfile. Never throws on what it finds on disk, and never leaves the directory.</summary>
    /// <param name="directory">The application's root.</param>
    /// <param name="environmentName">The environment; null or empty for none.</param>
    /// <returns>The file, and every candidate with the reason why it was or was not taken.</returns>
    public ProcfileLocation Locate(string directory, string? environmentName)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var candidates = ImmutableArray.CreateBuilder<ProcfileCandidate>();
        string? taken = null;
        string? basePath = null;
        foreach (var name in Names(directory, environmentName ?? ""))
        {
            var path = fileSystem.Path.Combine(directory, name);
            var verdict = Judge(path, taken is not null);
            if (verdict == CandidateVerdict.Taken) taken = path;
            if (verdict == CandidateVerdict.Outranked && name == BaseName) basePath = path;
            candidates.Add(new ProcfileCandidate(path, verdict));
        }

        if (!string.IsNullOrEmpty(environmentName) && !EnvironmentName.CanNameVariant(environmentName))
            candidates.Insert(0, new ProcfileCandidate($"{BaseName}_{environmentName}", CandidateVerdict.Unusable));
        return new ProcfileLocation(taken, candidates.ToImmutable()) { BasePath = basePath };
    }

    private IEnumerable<string> Names(string directory, string environmentName)
    {
        if (environmentName.Length > 0 && EnvironmentName.CanNameVariant(environmentName))
        {
            var exact = $"{BaseName}_{environmentName}";
            yield return exact;
            foreach (var other in OtherCase(directory, exact)) yield return other;
            yield return $"{BaseName}.{environmentName}";
        }

        yield return BaseName;
    }

    private IEnumerable<string> OtherCase(string directory, string exact)
    {
        try
        {
            return [.. fileSystem.Directory.EnumerateFileSystemEntries(directory)
                .Select(path => fileSystem.Path.GetFileName(path)!)
                .Where(name => name != exact
                    && name.StartsWith(BaseName, StringComparison.Ordinal)
                    && name.Equals(exact, StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // A directory may be entered but not listed; the exact names can still be tried.
            return [];
        }
    }

    private CandidateVerdict Judge(string path, bool isDecided)
    {
        if (fileSystem.Directory.Exists(path)) return CandidateVerdict.IsDirectory;
        if (!fileSystem.File.Exists(path)) return CandidateVerdict.Missing;
        return isDecided ? CandidateVerdict.Outranked : CandidateVerdict.Taken;
    }
}
