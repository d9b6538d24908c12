using System.Diagnostics.CodeAnalysis;

namespace Procfile.Core.Launching;

/// <summary>What <see cref="IProcessLauncher.Start"/> answers: a process, or the reason why there is none.</summary>
public readonly record struct LaunchResult
{
    private LaunchResult(IProcessHandle? process, LaunchFailure? failure) => (Process, Failure) = (process, failure);

    /// <summary>The started process, when there is one.</summary>
    public IProcessHandle? Process { get; }

    /// <summary>Why there is none.</summary>
    public LaunchFailure? Failure { get; }

    /// <summary>Whether the process was started.</summary>
    [MemberNotNullWhen(true, nameof(Process))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Process is not null;

    /// <summary>A start that happened.</summary>
    /// <param name="process">The started process.</param>
    public static LaunchResult Started(IProcessHandle process) => new(process, null);

    /// <summary>A start that did not happen.</summary>
    /// <param name="failure">Why.</param>
    public static LaunchResult Failed(LaunchFailure failure) => new(null, failure);
}
