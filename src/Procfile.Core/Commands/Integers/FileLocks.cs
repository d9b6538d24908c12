using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Procfile.Core.Commands.Integers;

/// <summary>The system calls of the registry: open without following links, lock, examine. What locks there are, <see cref="UniqueIntRegistry"/> says.</summary>
[SupportedOSPlatform("linux")]
internal static partial class FileLocks
{
    public const int NotPermitted = 1;
    public const int NotFound = 2;
    public const int NoDevice = 6;
    public const int WouldBlock = 11;
    public const int AccessDenied = 13;
    public const int Exists = 17;
    public const int NotADirectory = 20;
    public const int NoSpace = 28;
    public const int ReadOnly = 30;
    public const int Loop = 40;
    public const int Quota = 122;

    private const int Create = 0x40;
    private const int Exclusive = 0x80;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int PathOnly = 0x200000;

    // A lock needs no more than reading: 0644 and 0600.
    private const uint ReadableByAll = 0x1a4;
    private const uint OwnersAlone = 0x180;

    private const int CurrentDirectory = -100;
    private const int LockExclusiveNow = 2 | 4;
    private const int LockNoMore = 8;
    private const int AskForOpenFileLock = 36;
    private const int SetOpenFileLock = 37;
    private const int NoFollowStat = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7ff;

    // Two flags have other values on Arm and Power than everywhere else.
    private static readonly bool IsArmOrPower =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 or Architecture.Armv6 or Architecture.Ppc64le;

    private static readonly int OnlyDirectory = IsArmOrPower ? 0x4000 : 0x10000;
    private static readonly int NoFollow = IsArmOrPower ? 0x8000 : 0x20000;

    /// <summary>Opens a directory that is not a link; the handle is invalid when there is none, and the last error says why.</summary>
    public static SafeFileHandle OpenDirectory(string path) =>
        OpenAt(CurrentDirectory, path, PathOnly | OnlyDirectory | NoFollow | CloseOnExec, 0);

    /// <summary>Opens or makes a file in a directory; the error is 0 when it was opened.</summary>
    public static SafeFileHandle OpenFile(SafeFileHandle directory, string name, bool create, out int error, bool isShared = false)
    {
        // Without NonBlocking a named pipe put in the file's place would stop us here.
        var flags = NoFollow | CloseOnExec | NonBlocking | (create ? Create | Exclusive : 0);
        var handle = OpenAt(directory, name, flags, isShared ? ReadableByAll : OwnersAlone);
        error = handle.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
        return handle;
    }

    /// <summary>Takes the exclusive lock; the error is 0 when it was free.</summary>
    public static int TryLock(SafeFileHandle file) => Lock(file, LockExclusiveNow) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Gives the exclusive lock back, also where a child that has just been forked still has the descriptor.</summary>
    public static void Unlock(SafeFileHandle file) => _ = Lock(file, LockNoMore);

    /// <summary>Opens a file once more, with locks of its own; the handle is invalid when that fails, and the last error says why.</summary>
    public static SafeFileHandle OpenAgain(SafeFileHandle file)
    {
        var isKept = false;
        try
        {
            file.DangerousAddRef(ref isKept);
            return OpenAt(CurrentDirectory, string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{file.DangerousGetHandle()}"), CloseOnExec, 0);
        }
        finally
        {
            if (isKept) file.DangerousRelease();
        }
    }

    /// <summary>Takes the lock that many may have at once, beside the exclusive one.</summary>
    public static bool TryHold(SafeFileHandle file)
    {
        var request = OpenFileLock.Shared;
        return Control(file, SetOpenFileLock, ref request) == 0;
    }

    /// <summary>Whether anybody has the lock of <see cref="TryHold"/>; true also when that cannot be found out.</summary>
    public static bool IsHeld(SafeFileHandle file)
    {
        // Who asks needs no right to write; who locked would.
        var answer = OpenFileLock.Exclusive;
        return Control(file, AskForOpenFileLock, ref answer) != 0 || !answer.IsFree;
    }

    public static bool TryStat(SafeFileHandle file, out FileStatus status) =>
        StatX(file, "", EmptyPath, BasicStats, out status) == 0;

    public static bool TryStat(SafeFileHandle directory, string name, out FileStatus status) =>
        StatX(directory, name, NoFollowStat, BasicStats, out status) == 0;

    public static bool TryStat(string path, out FileStatus status) =>
        StatX(CurrentDirectory, path, NoFollowStat, BasicStats, out status) == 0;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenAt(int directory, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenAt(SafeFileHandle directory, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, int command, ref OpenFileLock argument);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(SafeFileHandle directory, string path, int flags, uint mask, out FileStatus status);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int directory, string path, int flags, uint mask, out FileStatus status);
}
