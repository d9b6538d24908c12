using Procfile.Core.Launching;

namespace Procfile.Core.Testing.Conformance;

/// <summary>One promise that every launcher keeps, tried on real processes.</summary>
/// <param name="Name">The promise, as a sentence.</param>
/// <param name="Needs">What a launcher must be able to do for it.</param>
/// <param name="RunAsync">Tries it; throws <see cref="LauncherCheckException"/> when it is not kept.</param>
public sealed record LauncherCheck(string Name, LauncherAbility Needs, Func<IProcessLauncher, Task> RunAsync)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
