using System.Runtime.InteropServices;

namespace Procfile.Core.Launching.Native;

/// <summary>
/// What a child takes over from the very thread that spawns it, and not from the host: on Linux that is true of the niceness, and of
/// the umask once a thread has parted with the others. A thread that was changed so is thrown away.
/// </summary>
internal static class SpawningThread
{
    private const int OwnFileSystemView = 0x200, OneProcess = 0, Itself = 0;

    /// <summary>Spawns with what the spec asks for.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="spawn">Spawns, and gives 0 or the error number.</param>
    /// <param name="error">What <paramref name="spawn"/> has given.</param>
    /// <returns>Null, or why it was not tried.</returns>
    internal static LaunchFailure? Run(ProcessSpec spec, Func<int> spawn, out int error)
    {
        if (spec.Niceness is null && spec.Umask is null)
        {
            error = spawn();
            return null;
        }

        LaunchFailure? failure = null;
        int result = 0;
        var thread = new Thread(
            () =>
            {
                failure = Change(spec);
                result = failure is null ? spawn() : 0;
            },
            maxStackSize: 512 * 1024)
        { IsBackground = true, Name = "procfile-spawn" };
        thread.Start();
        thread.Join();
        error = result;
        return failure;
    }

    private static LaunchFailure? Change(ProcessSpec spec)
    {
        if (spec.Niceness is { } niceness && Libc.SetPriority(OneProcess, Itself, niceness) != 0)
            return NotPermitted($"{spec.Name} cannot have the niceness {niceness}: that needs a privilege.");
        if (spec.Umask is not { } mask)
            return null;
        if (Libc.Unshare(OwnFileSystemView) != 0)
            return NotPermitted($"{spec.Name} cannot have an umask of its own here: leave it out.");
        _ = Libc.SetFileModeMask((uint)mask);
        return null;
    }

    private static LaunchFailure NotPermitted(string message) =>
        new(LaunchFailureKind.NotPermitted, message, Marshal.GetLastPInvokeError());
}
