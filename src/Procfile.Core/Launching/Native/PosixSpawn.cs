using Procfile.Core.Bytes;

namespace Procfile.Core.Launching.Native;

/// <summary>
/// One <c>posix_spawn</c>: a new session, every signal at its default and unblocked, and no descriptors but the named ones.
/// Safe from managed code, as no managed code runs in the child.
/// </summary>
internal static unsafe class PosixSpawn
{
    private const int OpaqueSize = 512, SignalSetWords = 16, FirstInherited = 3;
    private static readonly byte[] NullDevice = "/dev/null\0"u8.ToArray();
    private static volatile bool _cannotCloseFrom;

    /// <summary>Spawns a process.</summary>
    /// <param name="path">The file to execute.</param>
    /// <param name="arguments">The arguments, the command's own name first.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="directory">The directory to run in, or null.</param>
    /// <param name="streams">Standard input, output and error.</param>
    /// <param name="inherited">Descriptors that become 3, 4, … in the child; each must be above all of these numbers.</param>
    /// <param name="pid">The process id.</param>
    /// <returns>0, or the error number.</returns>
    internal static int Start(
        string path, StringVector arguments, StringVector environment, string? directory, StandardStreams streams, ReadOnlySpan<int> inherited, out int pid)
    {
        byte* actions = stackalloc byte[OpaqueSize];
        byte* attributes = stackalloc byte[OpaqueSize];
        ulong* all = stackalloc ulong[SignalSetWords];
        ulong* none = stackalloc ulong[SignalSetWords];
        new Span<ulong>(all, SignalSetWords).Fill(ulong.MaxValue);
        new Span<ulong>(none, SignalSetWords).Clear();

        _ = Libc.ActionsInit(actions);
        _ = Libc.AttributesInit(attributes);
        byte[] pathBytes = RawText.Encode(path + '\0');
        byte[]? directoryBytes = directory is null ? null : RawText.Encode(directory + '\0');
        byte[]? terminalBytes = streams.Terminal is null ? null : RawText.Encode(streams.Terminal + '\0');
        try
        {
            fixed (byte* nullDevice = NullDevice, nativePath = pathBytes, nativeDirectory = directoryBytes, nativeTerminal = terminalBytes)
            {
                if (nativeTerminal is not null)
                {
                    _ = Libc.ActionsOpen(actions, 0, nativeTerminal, Libc.OpenReadWrite, 0);
                    _ = Libc.ActionsDuplicate(actions, 0, 1);
                    _ = Libc.ActionsDuplicate(actions, 0, 2);
                }
                else if (!streams.AreHosts)
                {
                    _ = Libc.ActionsOpen(actions, 0, nullDevice, Libc.OpenReadOnly, 0);
                    _ = streams.Output < 0
                        ? Libc.ActionsOpen(actions, 1, nullDevice, Libc.OpenReadWrite, 0)
                        : Libc.ActionsDuplicate(actions, streams.Output, 1);
                    _ = Libc.ActionsDuplicate(actions, 1, 2);
                }

                for (int i = 0; i < inherited.Length; i++)
                    _ = Libc.ActionsDuplicate(actions, inherited[i], FirstInherited + i);
                CloseFrom(actions, FirstInherited + inherited.Length);
                if (nativeDirectory is not null)
                    _ = Libc.ActionsChangeDirectory(actions, nativeDirectory);

                _ = Libc.AttributesSetSignalDefault(attributes, all);
                _ = Libc.AttributesSetSignalMask(attributes, none);
                // With the host's own streams the process stays in the host's session: only there is the terminal its own.
                short session = streams.AreHosts ? (short)0 : Libc.SpawnSetSession;
                _ = Libc.AttributesSetFlags(attributes, (short)(Libc.SpawnSetSignalDefault | Libc.SpawnSetSignalMask | session));

                int child;
                int error = Libc.Spawn(&child, nativePath, actions, attributes, arguments.Pointer, environment.Pointer);
                pid = error == 0 ? child : 0;
                return error;
            }
        }
        finally
        {
            _ = Libc.AttributesDestroy(attributes);
            _ = Libc.ActionsDestroy(actions);
        }
    }

    /// <summary>Closes whatever the host, or a native library in it, has left open without close-on-exec.</summary>
    private static void CloseFrom(byte* actions, int first)
    {
        if (_cannotCloseFrom)
            return;
        try
        {
            _ = Libc.ActionsCloseFrom(actions, first);
        }
        catch (EntryPointNotFoundException)
        {
            // glibc before 2.34 and musl: our own descriptors are all close-on-exec; others' may leak.
            _cannotCloseFrom = true;
        }
    }
}
