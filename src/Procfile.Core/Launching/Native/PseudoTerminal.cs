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
    /// <returns>The host's end, not blocking; negative on failure (see the last error).</returns>
    internal static int Open(TerminalSize size, out string path)
    {
        path = "";
        int terminal = Libc.OpenTerminal(Libc.OpenReadWrite | Libc.OpenNoControllingTerminal | Libc.CloseOnExec);
        if (terminal < 0)
            return terminal;
        byte* name = stackalloc byte[PathCapacity];
        if (Libc.GrantTerminal(terminal) != 0 || Libc.UnlockTerminal(terminal) != 0 || Libc.TerminalName(terminal, name, PathCapacity) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            _ = Libc.Close(terminal);
            Marshal.SetLastPInvokeError(error);
            return -1;
        }

        path = Marshal.PtrToStringUTF8((nint)name)!;
        SetMode(terminal);
        ushort* window = stackalloc ushort[4] { size.Rows, size.Columns, 0, 0 };
        _ = Libc.DeviceControl(terminal, Libc.SetWindowSize, window);
        _ = Libc.Control(terminal, Libc.SetFlags, Libc.NonBlocking);
        return terminal;
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
