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

    /// <summary>
    /// Whoever runs the tests may ignore some signals, as a shell does for what it puts into the background, and the tool would take
    /// that over.
    /// </summary>
    internal static void ForgetIgnored() => Array.ForEach([1, 2, 3, 15], signal => SetAction(signal, 0));

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetAction(int signal, nint action);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
