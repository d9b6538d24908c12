using System.Runtime.InteropServices;

namespace Procfile.Core.Launching.Native;

/// <summary>A terminal that is a pair of descriptors: what the process writes to the one is read from the other.</summary>
internal static unsafe class PseudoTerminal
{
    // struct termios begins with four words, the flags of input, output, control and local modes, in every libc for Linux.
    private const int ModeSize = 256, OutputFlags = 1, LocalFlags = 3, Now = 0;
    private const uint NewlineToReturnNewline = 0x4, Echo = 0x8;
    private const int PathCapacity = 128;

    /// <summary>Opens a terminal.</summary>
    /// <param name="size">Its size.</param>
    /// <param name="path">What the process opens.</param>
    /// <param name="farEnd">The same, open already.</param>
    /// <returns>The host's end, not blocking; negative on failure (see the last error).</returns>
    internal static int Open(TerminalSize size, out string path, out int farEnd)
    {
        const int flags = Libc.OpenReadWrite | Libc.OpenNoControllingTerminal | Libc.CloseOnExec;
        (path, farEnd) = ("", -1);
        int nearEnd = Libc.OpenTerminal(flags);
        if (nearEnd < 0)
            return nearEnd;
        byte* name = stackalloc byte[PathCapacity];
        if (Libc.GrantTerminal(nearEnd) != 0 || Libc.UnlockTerminal(nearEnd) != 0 || Libc.TerminalName(nearEnd, name, PathCapacity) != 0
            || (farEnd = Libc.Open(name, flags)) < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            _ = Libc.Close(nearEnd);
            Marshal.SetLastPInvokeError(error);
            return -1;
        }

        path = Marshal.PtrToStringUTF8((nint)name)!;
        SetMode(nearEnd);
        ushort* window = stackalloc ushort[4] { size.Rows, size.Columns, 0, 0 };
        _ = Libc.DeviceControl(nearEnd, Libc.SetWindowSize, window);
        _ = Libc.Control(nearEnd, Libc.SetFlags, Libc.NonBlocking);
        return nearEnd;
    }

    /// <summary>Lines end as the program writes them, without a carriage return more; and nothing is typed that could be echoed.</summary>
    private static void SetMode(int terminal)
    {
        uint* mode = stackalloc uint[ModeSize / sizeof(uint)];
        if (Libc.GetTerminalMode(terminal, mode) != 0)
            return;
        mode[OutputFlags] &= ~NewlineToReturnNewline;
        mode[LocalFlags] &= ~Echo;
        _ = Libc.SetTerminalMode(terminal, Now, mode);
    }
}
