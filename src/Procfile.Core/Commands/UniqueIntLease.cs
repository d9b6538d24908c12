using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Procfile.Core.Commands.Integers;

namespace Procfile.Core.Commands;

/// <summary>A leased integer. It is free again when the lease is disposed and every process that it was shared with is gone.</summary>
public sealed class UniqueIntLease : IDisposable
{
    private Action<int>? _released;

    internal UniqueIntLease(int value, SafeFileHandle? file, Action<int> released)
    {
        Value = value;
        File = file;
        _released = released;
    }

    /// <summary>The integer, 1 or more.</summary>
    public int Value { get; }

    /// <summary>The file with the supervisor's own lock; null when the lease is not host-wide.</summary>
    internal SafeFileHandle? File { get; }

    /// <summary>Whether the integer is unique on the host, not only in this process.</summary>
    public bool IsHostWide => File is not null;

    /// <summary>
    /// A descriptor that keeps the integer taken as long as any process has it open: for one start. The launcher duplicates it into the
    /// process, and the caller disposes it after the start.
    /// </summary>
    /// <param name="failure">Why there is none although the lease is host-wide, such as too many open files.</param>
    /// <returns>The descriptor, closed on exec; null after a failure, and when the lease is not host-wide.</returns>
    public SafeHandle? Share(out UniqueIntFailure? failure)
    {
        failure = null;
        return OperatingSystem.IsLinux() && File is not null ? Share(File, Value, out failure) : null;
    }

    /// <summary>Gives the integer back, unless a process that it was shared with lives on.</summary>
    public void Dispose()
    {
        var released = Interlocked.Exchange(ref _released, null);
        if (released is null) return;
        if (OperatingSystem.IsLinux() && File is not null) FileLocks.Unlock(File);
        File?.Dispose();
        released(Value);
    }

    [SupportedOSPlatform("linux")]
    private static SafeFileHandle? Share(SafeFileHandle file, int value, out UniqueIntFailure? failure)
    {
        var shared = FileLocks.OpenAgain(file);
        failure = null;
        if (!shared.IsInvalid && FileLocks.TryHold(shared)) return shared;
        failure = new UniqueIntFailure(
            UniqueIntFailureKind.System, $"The unique integer {value} cannot be handed to a process: {Marshal.GetLastPInvokeErrorMessage()}.");
        shared.Dispose();
        return null;
    }
}
