using System.Runtime.InteropServices;

namespace Procfile.Tool.Tests.Running;

/// <summary>Sends signals by name.</summary>
internal static partial class Signals
{
    internal static void Send(int processId, string name) => _ = Kill(processId, name switch
    {
        "HUP" => 1,
        "INT" => 2,
        "QUIT" => 3,
        "KILL" => 9,
        "TERM" => 15,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    });

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
