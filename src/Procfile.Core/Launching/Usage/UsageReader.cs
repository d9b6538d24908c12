namespace Procfile.Core.Launching.Usage;

/// <summary>Chooses a reader.</summary>
internal static class UsageReader
{
    internal static IUsageReader Create() => OperatingSystem.IsLinux() ? new SessionReader(new ProcTable()) : new SingleReader(TimeProvider.System);
}
