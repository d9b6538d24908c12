namespace Procfile.Tool.Tests.Running;

/// <summary>A fact about permissions, which do not bind root.</summary>
internal sealed class OrdinaryUserFactAttribute : FactAttribute
{
    public OrdinaryUserFactAttribute()
    {
        Timeout = 60_000;
        if (Environment.IsPrivilegedProcess)
            Skip = "root may read every file.";
    }
}
