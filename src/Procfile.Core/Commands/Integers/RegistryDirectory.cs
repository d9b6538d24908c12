using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Procfile.Core.Commands.Integers;

/// <summary>The open directory of lock files, checked to be one in which nobody else can undo a lock.</summary>
[SupportedOSPlatform("linux")]
internal sealed class RegistryDirectory : IDisposable
{
    private const int Attempts = 16;

    private readonly SafeFileHandle _handle;
    private readonly string _prefix;
    private readonly uint _user = FileLocks.EffectiveUser();

    private RegistryDirectory(string path, SafeFileHandle handle, string prefix)
    {
        Path = path;
        _handle = handle;
        _prefix = prefix;
    }

    public string Path { get; }

    /// <summary>Opens the given directory, or the first of the shared ones that every user can use safely.</summary>
    public static RegistryDirectory? Open(string? given, IReadOnlyList<string> shared, out UniqueIntFailure? failure)
    {
        if (given is not null) return OpenGiven(given, out failure);
        foreach (var path in shared)
        {
            var handle = FileLocks.OpenDirectory(path);
            if (!handle.IsInvalid && FileLocks.TryStat(handle, out var status) && status is { Owner: 0, IsDirectory: true, IsSticky: true, IsWorldWritable: true })
            {
                failure = null;
                return new RegistryDirectory(path, handle, "procfile-unique-int-");
            }

            handle.Dispose();
        }

        failure = new UniqueIntFailure(
            UniqueIntFailureKind.NoDirectory,
            $"None of {string.Join(", ", shared)} is a directory that all users share safely (root's, mode 1777): give the registry a directory.");
        return null;
    }

    /// <summary>Locks one integer: null without a failure means that somebody else has it.</summary>
    public SafeFileHandle? TryLock(int value, out UniqueIntFailure? failure)
    {
        failure = null;
        var name = _prefix + value.ToString(CultureInfo.InvariantCulture);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var handle = FileLocks.OpenFile(_handle, name, create: false, out var error);
            if (error == FileLocks.NotFound) handle = FileLocks.OpenFile(_handle, name, create: true, out error, isShared: _user == 0);
            if (error is FileLocks.NotFound or FileLocks.Exists) continue;
            if (error != 0)
            {
                // What cannot be opened is somebody's: another user's file, a link or a pipe put there.
                if (error is not (FileLocks.AccessDenied or FileLocks.Loop or FileLocks.NoDevice) || !FileLocks.TryStat(_handle, name, out _))
                    failure = Refused(error);
                return null;
            }

            if (!FileLocks.TryStat(handle, out var status) || !status.IsRegular || !IsTrusted(status.Owner) || status.Links > 1)
            {
                handle.Dispose();
                return null;
            }

            error = FileLocks.TryLock(handle);
            if (error != 0)
            {
                handle.Dispose();
                if (error != FileLocks.WouldBlock) failure = Refused(error);
                return null;
            }

            // Between opening and locking the file may have been removed and made anew: then this lock guards nothing.
            var isCurrent = FileLocks.TryStat(_handle, name, out var current) && current.IsSameFile(status);
            var isHeld = isCurrent && FileLocks.IsHeld(handle);
            if (isCurrent && !isHeld) return handle;
            FileLocks.Unlock(handle);
            handle.Dispose();
            if (isHeld) return null;
        }

        return null;
    }

    public void Dispose() => _handle.Dispose();

    // The owner of a file can put another in its place while somebody holds the lock. Root would not.
    private bool IsTrusted(uint owner) => owner == _user || owner == 0;

    private static RegistryDirectory? OpenGiven(string path, out UniqueIntFailure? failure)
    {
        var handle = FileLocks.OpenDirectory(path);
        if (handle.IsInvalid && Marshal.GetLastPInvokeError() == FileLocks.NotFound)
        {
            handle.Dispose();
            if (!TryCreate(path, out failure)) return null;
            handle = FileLocks.OpenDirectory(path);
        }

        var error = Marshal.GetLastPInvokeError();
        failure = handle.IsInvalid ? WhyNotOpened(path, error) : WhyUnsafe(path, handle);
        if (failure is null) return new RegistryDirectory(path, handle, "");
        handle.Dispose();
        return null;
    }

    private static bool TryCreate(string path, out UniqueIntFailure? failure)
    {
        try
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            failure = null;
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            failure = new UniqueIntFailure(UniqueIntFailureKind.NotWritable, $"The directory {path} cannot be made: {refused.Message}");
            return false;
        }
    }

    private static UniqueIntFailure WhyNotOpened(string path, int error)
    {
        if (FileLocks.TryStat(path, out var status) && status.IsLink)
        {
            return new UniqueIntFailure(
                UniqueIntFailureKind.SymbolicLink, $"{path} is a symbolic link: give the directory itself.");
        }

        return error switch
        {
            FileLocks.NotADirectory => new UniqueIntFailure(
                UniqueIntFailureKind.NotADirectory, $"{path} is not a directory: give another path."),
            FileLocks.AccessDenied => new UniqueIntFailure(
                UniqueIntFailureKind.NotWritable, $"{path} cannot be entered by this user: give a directory that can."),
            _ => new UniqueIntFailure(UniqueIntFailureKind.System, $"{path} cannot be opened: {Marshal.GetPInvokeErrorMessage(error)}."),
        };
    }

    private static UniqueIntFailure? WhyUnsafe(string path, SafeFileHandle handle)
    {
        if (!FileLocks.TryStat(handle, out var status))
            return new UniqueIntFailure(UniqueIntFailureKind.System, $"{path} cannot be examined: {Marshal.GetLastPInvokeErrorMessage()}.");
        if (status.Owner != 0 && status.Owner != FileLocks.EffectiveUser())
        {
            return new UniqueIntFailure(
                UniqueIntFailureKind.UnsafeDirectory,
                $"{path} belongs to another user, who could remove lock files in it: give a directory of this user or of root.");
        }

        return status.IsWritableByOthers && !status.IsSticky
            ? new UniqueIntFailure(
                UniqueIntFailureKind.UnsafeDirectory,
                $"Others can write to {path} and so remove lock files in it: set its mode to 0700, or to 1777 to share it.")
            : null;
    }

    private UniqueIntFailure Refused(int error)
    {
        var kind = error is FileLocks.AccessDenied or FileLocks.NotPermitted or FileLocks.ReadOnly or FileLocks.NoSpace or FileLocks.Quota
            ? UniqueIntFailureKind.NotWritable
            : UniqueIntFailureKind.System;
        return new UniqueIntFailure(
            kind, $"No lock can be made in {Path}: {Marshal.GetPInvokeErrorMessage(error)}. Give the registry another directory.");
    }
}
