using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Procfile.Tool.Input;

/// <summary>What the kernel says of a file: what matters here of <c>struct statx</c>, which has one layout on every architecture.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
[SupportedOSPlatform("linux")]
internal readonly partial struct FileFacts
{
    private const int CurrentDirectory = -100, NoFollow = 0x100, EmptyPath = 0x1000;
    private const uint BasicFields = 0x7ff;
    private const int TypeMask = 0xf000, GroupAndOthers = 0x3f;

    [FieldOffset(20)]
    private readonly uint _owner;

    [FieldOffset(28)]
    private readonly ushort _mode;

    [FieldOffset(32)]
    private readonly ulong _inode;

    [FieldOffset(136)]
    private readonly ulong _device;

    internal bool IsDirectory => (_mode & TypeMask) == 0x4000;

    internal bool IsSocket => (_mode & TypeMask) == 0xc000;

    internal bool IsOurs => _owner == SocketPath.User;

    internal bool IsOpenToOthers => (_mode & GroupAndOthers) != 0;

    /// <summary>Of the file itself, if it is a link.</summary>
    /// <exception cref="IOException">It cannot be examined.</exception>
    internal static FileFacts Of(string path) => Stat(CurrentDirectory, path, NoFollow, BasicFields, out FileFacts facts) == 0
        ? facts
        : throw new IOException($"{path} cannot be examined: {Marshal.GetLastPInvokeErrorMessage()}");

    /// <summary>The number of the user a path's file belongs to; null when that cannot be found out.</summary>
    internal static uint? OwnerOf(string path) =>
        Stat(CurrentDirectory, path, 0, BasicFields, out FileFacts facts) == 0 ? facts._owner : null;

    /// <summary>Whether a path leads to a file that is open: another may have taken its place.</summary>
    internal static bool IsAt(string path, SafeFileHandle open) =>
        Stat(CurrentDirectory, path, NoFollow, BasicFields, out FileFacts there) == 0
        && Stat(open, "", EmptyPath, BasicFields, out FileFacts here) == 0
        && (there._inode, there._device) == (here._inode, here._device);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(int directory, string path, int flags, uint fields, out FileFacts facts);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(SafeFileHandle file, string path, int flags, uint fields, out FileFacts facts);
}
