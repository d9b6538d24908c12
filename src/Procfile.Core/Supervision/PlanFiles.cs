using System.Collections.Immutable;
using System.IO.Abstractions;
using Procfile.Core.Environments;
using Procfile.Core.Syntax;

namespace Procfile.Core.Supervision;

/// <summary>
/// The files of an application that say what runs: its Procfile, or the variant for an environment, and its <c>.env</c> files. Read at
/// the start, and again when they change.
/// </summary>
/// <param name="directory">The application's root, which its processes run in.</param>
/// <param name="fileSystem">Where to read. <value>Default: <see langword="null"/>, the disk.</value></param>
public sealed class PlanFiles(string directory, IFileSystem? fileSystem = null)
{
    private readonly IFileSystem _files = fileSystem ?? new FileSystem();

    /// <summary>The application's root.</summary>
    public string Directory { get; } = directory;

    /// <summary>The environment whose variant of the Procfile is taken.</summary>
    /// <value>Default: <see langword="null"/>, what <see cref="Environments.EnvironmentName"/> finds in the host's variables.</value>
    public string? EnvironmentName { get; init; }

    /// <summary>How the Procfile is read.</summary>
    public ProcfileLoaderOptions Loading { get; init; } = new();

    /// <summary>The <c>.env</c> files, the weakest first.</summary>
    /// <value>Default: <c>.env</c> in the directory, if it is there.</value>
    public ImmutableArray<string> EnvironmentFiles { get; init; } = [];

    /// <summary>Makes the options that go with what is read: asked each time, for options that have changed too.</summary>
    /// <value>Default: every default. <see cref="SupervisorOptions.Directory"/> and <see cref="SupervisorOptions.Variables"/> are filled in where they are null.</value>
    public Func<SupervisorOptions> Options { get; init; } = static () => new SupervisorOptions();

    /// <summary>The files that are read, and those that would be if they were there.</summary>
    public ImmutableArray<string> Paths =>
    [
        .. new ProcfileLocator(_files).Locate(Directory, ResolvedName).Candidates.Select(candidate => candidate.Path),
        .. EnvironmentFiles.IsEmpty ? [UsualEnvironmentFile] : EnvironmentFiles,
    ];

    private string? ResolvedName => Environments.EnvironmentName.Resolve(EnvironmentName, ProcessVariables.OfThisProcess())?.Value;

    private string UsualEnvironmentFile => _files.Path.Combine(Directory, EnvironmentFileLoader.UsualName);

    /// <summary>Reads the files. Does not throw for anything that is wrong with them.</summary>
    public PlanReading Read()
    {
        var problems = new List<string>();
        LoadedProcfile procfile = new ProcfileLoader(_files, Loading).Load(Directory, ResolvedName);
        if (procfile.Failure is { } failure)
            problems.Add(failure.Message);
        foreach (ProcfileSource source in procfile.Sources)
            Note(source.Path, source.Reading.Diagnostics);
        ProcessVariables variables = ReadVariables();
        if (problems.Count > 0)
            return PlanReading.Failed(problems);

        SupervisorOptions options = Options();
        options.Directory ??= Directory;
        options.Variables ??= variables;
        return PlanReading.Of(new ProcessPlan(ProcessTypes.From(procfile.Entries.Select(entry => entry.Entry)), options));

        ProcessVariables ReadVariables()
        {
            var read = ProcessVariables.OfThisProcess();
            var loader = new EnvironmentFileLoader(_files);
            IEnumerable<LoadedEnvironmentFile?> loaded =
                EnvironmentFiles.IsEmpty ? [loader.LoadUsual(Directory)] : EnvironmentFiles.Select(path => (LoadedEnvironmentFile?)loader.Load(path));
            foreach (LoadedEnvironmentFile file in loaded.OfType<LoadedEnvironmentFile>())
            {
                if (file.Document is null)
                {
                    problems.Add(file.Failure!.Message);
                    continue;
                }

                Note(file.Path, file.Document.Diagnostics);
                read = read.WithFile(file.Path, file.Document);
            }

            return read;
        }

        void Note(string path, IEnumerable<Diagnostic> diagnostics) => problems.AddRange(
            diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => $"{path}:{diagnostic}"));
    }
}
