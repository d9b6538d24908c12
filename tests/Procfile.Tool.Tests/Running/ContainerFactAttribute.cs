using System.Diagnostics;

namespace Procfile.Tool.Tests.Running;

/// <summary>A fact about process 1; <c>unshare</c> of util-linux makes one, where the machine lets it.</summary>
internal sealed class ContainerFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> IsPossible = new(Try);

    public ContainerFactAttribute()
    {
        Timeout = 60_000;
        if (!IsPossible.Value)
            Skip = "This machine gives no process namespace of one's own.";
    }

    internal static string[] Words { get; } = ["unshare", "--pid", "--fork", "--mount-proc"];

    private static bool Try()
    {
        try
        {
            using var trial = Process.Start(new ProcessStartInfo(Words[0], [.. Words[1..], "true"]) { RedirectStandardError = true })!;
            trial.WaitForExit();
            return trial.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
