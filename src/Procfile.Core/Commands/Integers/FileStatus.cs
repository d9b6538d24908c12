using System.Runtime.InteropServices;

namespace Procfile.Core.Commands.Integers;

/// <summary>The kernel's <c>struct statx</c>, which has one layout on every architecture, unlike <c>struct stat</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal readonly struct FileStatus
{
    private const int TypeMask = 0xf000;

    [FieldOffset(16)]
    public readonly uint Links;

    [FieldOffset(20)]
    public readonly uint Owner;

    [FieldOffset(28)]
    private readonly ushort _mode;

    [FieldOffset(32)]
    private readonly ulong _inode;

    [FieldOffset(136)]
    private readonly uint _deviceMajor;

    [FieldOffset(140)]
    private readonly uint _deviceMinor;

    public bool IsDirectory => (_mode & TypeMask) == 0x4000;

    public bool IsRegular => (_mode & TypeMask) == 0x8000;

    public bool IsLink => (_mode & TypeMask) == 0xa000;

    public bool IsSticky => (_mode & 0x200) != 0;

    public bool IsWorldWritable => (_mode & 0x2) != 0;

    public bool IsWritableByOthers => (_mode & 0x12) != 0;

    public bool IsSameFile(in FileStatus other) =>
        _inode == other._inode && _deviceMajor == other._deviceMajor && _deviceMinor == other._deviceMinor;
}
