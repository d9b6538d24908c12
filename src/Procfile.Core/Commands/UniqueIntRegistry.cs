using System.Runtime.Versioning;
using Procfile.Core.Commands.Integers;

namespace Procfile.Core.Commands;

/// <summary>Gives integers for <c>{{UNIQUE_INT}}</c> that no two processes of a host have at the same time.</summary>
/// <remarks>
/// <para>On Linux the integer <c>n</c> is leased by two locks on the file <c>n</c> of the registry's directory. The supervisor has the
/// first, an exclusive <c>flock</c>. Each process that gets the integer inherits a descriptor with the second, a shared lock of the open
/// file (<c>fcntl</c>, <c>F_OFD_SETLK</c>). The integer is free when nobody has either, so when supervisor and processes are gone,
/// however they went; files left behind are unlocked and need no clean-up.</para>
/// <para>With a single lock that supervisor and process share, any other program that the supervisor's host is just starting would hold
/// it too, between its <c>fork</c> and its <c>exec</c>, and an integer given back in that moment would be passed over. Of two locks, the
/// supervisor takes its own back for all who have the descriptor. The second is open in the supervisor's host only while its process is
/// being started; only an integer given back in that very moment, as the process has already ended, can still be passed over once.</para>
/// <para>Without a directory of its own, a registry uses the first directory in which every user of the host may make files and nobody
/// can remove another's: <c>/run/lock</c>, <c>/dev/shm</c>, <c>/tmp</c> (last, as systemd removes files from it that are ten days old).
/// The choice depends on the host alone, so that all supervisors of all users meet in one place. A service with a private one, or that
/// cannot write to it, needs <see cref="Directory"/>.</para>
/// <para>All users may lock the files of root. An integer whose file belongs to any other user is passed over by the rest, also when
/// nobody holds it: the owner of a file can replace it under a lock, and a gap is better than a clash. So integers are the smallest
/// free ones as long as one user runs supervisors, or root was there first.</para>
/// <para>On other systems integers are unique within the process only: see <see cref="UniqueIntLease.IsHostWide"/>.</para>
/// <para>A registry may be used by many threads.</para>
/// </remarks>
public sealed class UniqueIntRegistry
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _held = [];

    /// <summary>The directory of the lock files. It is made, for this user alone, when it does not exist.</summary>
    /// <value>Default: null, the host's shared directory.</value>
    public string? Directory { get; init; }

    /// <summary>The largest integer to give.</summary>
    /// <value>Default: 65535.</value>
    public int Maximum { get; init; } = 65_535;

    /// <summary>Where shared directories are looked for, and the beginning of the file names in them.</summary>
    internal IReadOnlyList<string> SharedDirectories { get; init; } = ["/run/lock", "/dev/shm", "/tmp"];

    /// <summary>Leases the smallest free integer, from 1. Never blocks on another process, never throws on what it finds on disk.</summary>
    /// <returns>The lease, or why there is none.</returns>
    public UniqueIntResult Acquire()
    {
        if (!OperatingSystem.IsLinux()) return new UniqueIntResult { Lease = InProcessInts.Acquire() };
        lock (_gate) return AcquireOnHost();
    }

    [SupportedOSPlatform("linux")]
    private UniqueIntResult AcquireOnHost()
    {
        using var directory = RegistryDirectory.Open(Directory, SharedDirectories, out var failure);
        if (directory is null) return new UniqueIntResult { Failure = failure };

        for (var value = 1; value <= Maximum; value++)
        {
            if (_held.Contains(value)) continue;
            var handle = directory.TryLock(value, out failure);
            if (failure is not null) return new UniqueIntResult { Failure = failure };
            if (handle is null) continue;
            _held.Add(value);
            return new UniqueIntResult { Lease = new UniqueIntLease(value, handle, Release) };
        }

        return new UniqueIntResult
        {
            Failure = new UniqueIntFailure(
                UniqueIntFailureKind.Exhausted, $"All integers up to {Maximum} are taken in {directory.Path}."),
        };
    }

    private void Release(int value)
    {
        lock (_gate) _held.Remove(value);
    }
}
