using System.IO.Abstractions;
using Procfile.Core.Syntax;

namespace Procfile.Core.Environments;

/// <summary>Loads <c>.env</c> files. What is wrong on disk is a value of the answer, never an exception.</summary>
/// <param name="fileSystem">Where to read.</param>
/// <param name="dialect">By whose rules the files are read. <value>Default: the union of all.</value></param>
/// <param name="options">How values are worked out. <value>Default: every default.</value></param>
public sealed class EnvironmentFileLoader(IFileSystem fileSystem, DotEnvDialect? dialect = null, DotEnvOptions? options = null)
{
    /// <summary>The file tools read when none is given.</summary>
    public const string UsualName = ".env";

    /// <summary>The largest file that is read, in bytes.</summary>
    /// <value>Default: 64 MiB.</value>
    public long MaximumBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Loads one file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its variables, or why it could not be loaded.</returns>
    public LoadedEnvironmentFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = BoundedFile.Read(fileSystem, path, MaximumBytes, out var failure);
        return new LoadedEnvironmentFile(path, bytes is null ? null : DotEnvDocument.Parse(bytes, dialect, options), failure);
    }

    /// <summary>Loads the <c>.env</c> of a directory, which need not be there.</summary>
    /// <param name="directory">The application's root.</param>
    /// <returns>The file, or null when there is none.</returns>
    public LoadedEnvironmentFile? LoadUsual(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var loaded = Load(fileSystem.Path.Combine(directory, UsualName));
        return loaded.Failure?.Kind == FileFailureKind.Missing ? null : loaded;
    }
}

/// <summary>What came of loading a <c>.env</c> file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Document">Its text and variables; null after a failure.</param>
/// <param name="Failure">Why it was not loaded; null when it was.</param>
public sealed record LoadedEnvironmentFile(string Path, DotEnvDocument? Document, FileFailure? Failure);
