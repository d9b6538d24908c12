namespace Procfile.Core.Tests.Launching.Faults;

/// <summary>A fact that takes a user's rights, or a namespace, away: only root can.</summary>
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
            Skip = "Only root can do this.";
    }
}
