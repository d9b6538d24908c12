namespace Procfile.Core.Tests.Output.Files;

/// <summary>A fact that needs a <see cref="SmallDisk"/>.</summary>
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(() =>
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return false;
        using SmallDisk? disk = SmallDisk.TryMount(4096);
        return disk is not null;
    });

    public SmallDiskFactAttribute()
    {
        if (!CanMount.Value)
            Skip = "Only root can mount a small file system, and not in every container.";
    }
}
