using System.Runtime.InteropServices;

namespace Procfile.Core.Commands.Integers;

/// <summary>The kernel's <c>struct flock</c>, for a lock of a whole file that belongs to an open file and not to a process.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OpenFileLock
{
    private const short ForReading = 0, ForWriting = 1, NoLock = 2;

#pragma warning disable CS0169, IDE0051 // The kernel's fields: all zero but the first, which means the whole file.
    private short _type;
    private readonly short _whence;
    private readonly nint _start;
    private readonly nint _length;
    private readonly int _process;
#pragma warning restore CS0169, IDE0051

    public static OpenFileLock Shared => new() { _type = ForReading };

    public static OpenFileLock Exclusive => new() { _type = ForWriting };

    /// <summary>Whether, as an answer, it says that nobody is in the way.</summary>
    public readonly bool IsFree => _type == NoLock;
}
