using System.Collections.Immutable;
using System.IO.Abstractions;
using Procfile.Core.Syntax;

namespace Procfile.Core.Environments;

/// <summary>Loads Procfiles. What is wrong on disk is a value of the answer, never an exception.</summary>
/// <param name="fileSystem">Where to read.</param>
/// <param name="options">How to read. <value>Default: every default.</value></param>
public sealed class ProcfileLoader(IFileSystem fileSystem, ProcfileLoaderOptions? options = null)
{
    private readonly ProcfileLoaderOptions _options = options ?? new ProcfileLoaderOptions();

    /// <summary>Loads one file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its entries, or why it could not be loaded.</returns>
    public LoadedProcfile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var source = Read(path, out var failure);
        return source is null
            ? new LoadedProcfile { Failure = failure }
            : new LoadedProcfile { Sources = [source], Entries = [.. EntriesOf(source)] };
    }

    /// <summary>Finds and loads the Procfile of a directory for an environment, merged with the base when the options say so.</summary>
    /// <param name="directory">The application's root.</param>
    /// <param name="environmentName">The environment; null or empty for none.</param>
    /// <returns>The entries, or why there are none.</returns>
    public LoadedProcfile Load(string directory, string? environmentName)
    {
        var location = new ProcfileLocator(fileSystem).Locate(directory, environmentName);
        if (location.Path is null) return new LoadedProcfile { Failure = NotFound(directory, location), Location = location };

        var loaded = Load(location.Path) with { Location = location };
        if (!loaded.IsLoaded || !_options.Merge || location.BasePath is null) return loaded;

        var baseSource = Read(location.BasePath, out var failure);
        return baseSource is null
            ? new LoadedProcfile { Failure = failure, Location = location }
            : loaded with { Sources = [baseSource, .. loaded.Sources], Entries = Merge(EntriesOf(baseSource), loaded.Entries) };
    }

    private static FileFailure NotFound(string directory, ProcfileLocation location) => new(
        FileFailureKind.Missing,
        directory,
        $"There is no Procfile in {directory}: looked for {string.Join(", ", location.Candidates.Select(candidate => Path.GetFileName(candidate.Path)))}.");

    private static IEnumerable<SourcedEntry> EntriesOf(ProcfileSource source) =>
        source.Reading.Entries.Select(entry => new SourcedEntry(entry, source.Path));

    private static ImmutableArray<SourcedEntry> Merge(IEnumerable<SourcedEntry> baseEntries, ImmutableArray<SourcedEntry> variantEntries)
    {
        var merged = ImmutableArray.CreateBuilder<SourcedEntry>();
        var placed = new HashSet<string>(StringComparer.Ordinal);
        var byName = variantEntries.ToLookup(entry => entry.Entry.Name, StringComparer.Ordinal);
        foreach (var entry in baseEntries)
        {
            if (!byName.Contains(entry.Entry.Name)) merged.Add(entry);
            else if (placed.Add(entry.Entry.Name)) merged.AddRange(byName[entry.Entry.Name]);
        }

        merged.AddRange(variantEntries.Where(entry => !placed.Contains(entry.Entry.Name)));
        return merged.ToImmutable();
    }

    private ProcfileSource? Read(string path, out FileFailure? failure)
    {
        var bytes = BoundedFile.Read(fileSystem, path, _options.MaximumBytes, out failure);
        if (bytes is null) return null;
        var document = ProcfileDocument.Parse(bytes, _options.Dialect);
        return new ProcfileSource(path, document, document.Read(_options.Dialect, _options.ReadOptions));
    }
}
