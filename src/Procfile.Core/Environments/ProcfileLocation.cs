using System.Collections.Immutable;

namespace Procfile.Core.Environments;

/// <summary>Which Procfile was found for a directory and an environment, and why.</summary>
/// <param name="Path">The file to read; null when there is none.</param>
/// <param name="Candidates">Every file that was considered, in order of preference.</param>
public sealed record ProcfileLocation(string? Path, ImmutableArray<ProcfileCandidate> Candidates)
{
    /// <summary>The base <c>Procfile</c> of the directory, when it exists and a variant was taken in its place.</summary>
    /// <value>Default: null.</value>
    public string? BasePath { get; init; }
}

/// <summary>A file that was considered.</summary>
/// <param name="Path">The path; for a name that can be no file, the name itself.</param>
/// <param name="Verdict">Whether it was taken, and why not.</param>
public sealed record ProcfileCandidate(string Path, CandidateVerdict Verdict)
{
    /// <summary>Whether it was taken.</summary>
    public bool IsTaken => Verdict == CandidateVerdict.Taken;

    /// <summary>The verdict in words.</summary>
    /// <returns>For example <c>/app/Procfile_production: not there</c>.</returns>
    public override string ToString() => Path + ": " + Verdict switch
    {
        CandidateVerdict.Taken => "taken",
        CandidateVerdict.Missing => "not there",
        CandidateVerdict.IsDirectory => "a directory",
        CandidateVerdict.Outranked => "there, but another file comes first",
        _ => "no name for a file",
    };
}

/// <summary>What became of a candidate.</summary>
public enum CandidateVerdict
{
    /// <summary>It is the Procfile.</summary>
    Taken,

    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>It is a directory.</summary>
    IsDirectory,

    /// <summary>It exists, but a candidate before it was taken.</summary>
    Outranked,

    /// <summary>The environment's name cannot be part of a file's name.</summary>
    Unusable,
}
