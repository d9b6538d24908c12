using System.Runtime.InteropServices;

namespace Procfile.Core.Launching.Native;

/// <summary>The way of a process's output: its end with the host, and what the process gets as its standard streams.</summary>
internal readonly unsafe struct OutputChannel
{
    private const int LowestOwnDescriptor = 64;

    private OutputChannel(int nearEnd, StandardStreams streams) => (NearEnd, Streams) = (nearEnd, streams);

    /// <summary>What the host reads from, without blocking; negative when there is nothing to read.</summary>
    internal int NearEnd { get; }

    internal StandardStreams Streams { get; }

    /// <summary>Opens what a spec asks for.</summary>
    /// <returns>0, or the error number.</returns>
    internal static int TryOpen(ProcessSpec spec, out OutputChannel channel)
    {
        channel = new OutputChannel(-1, StandardStreams.OfHost);
        return spec.Streams switch
        {
            ProcessStreams.Piped => TryOpenPipe(out channel),
            ProcessStreams.Terminal => TryOpenTerminal(spec.TerminalSize, out channel),
            _ => 0,
        };
    }

    /// <summary>Closes the host's copy of what the process has got.</summary>
    internal void CloseFarEnd()
    {
        if (Streams.Output >= 0)
            _ = Libc.Close(Streams.Output);
    }

    internal void CloseNearEnd()
    {
        if (NearEnd >= 0)
            _ = Libc.Close(NearEnd);
    }

    private static int TryOpenPipe(out OutputChannel channel)
    {
        channel = default;
        int* ends = stackalloc int[2];
        if (Libc.Pipe(ends, Libc.CloseOnExec) != 0)
            return Marshal.GetLastPInvokeError();
        _ = Libc.Control(ends[0], Libc.SetFlags, Libc.NonBlocking);
        // Away from 0 to 2: in a host without standard streams a pipe could get one of the numbers that the child needs.
        channel = new OutputChannel(ends[0], StandardStreams.To(MoveUp(ends[1])));
        return 0;
    }

    private static int TryOpenTerminal(TerminalSize size, out OutputChannel channel)
    {
        channel = default;
        int terminal = PseudoTerminal.Open(size, out string path);
        if (terminal < 0)
            return Marshal.GetLastPInvokeError();
        channel = new OutputChannel(terminal, StandardStreams.On(path));
        return 0;
    }

    private static int MoveUp(int descriptor)
    {
        if (descriptor > 2)
            return descriptor;
        int moved = Libc.Control(descriptor, Libc.DuplicateCloseOnExec, LowestOwnDescriptor);
        if (moved < 0)
            return descriptor;
        _ = Libc.Close(descriptor);
        return moved;
    }
}
