using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Procfile.Core.Launching.Native.Orphans;

/// <summary>
/// The groups of all running processes, in a file of memory that the guard holds open and reads when the host is dead. Until then it
/// costs the guard nothing, and the host one small write for a process.
/// </summary>
internal sealed unsafe class GroupRoster
{
    private const int RowSize = 8;
    private static readonly byte[] Name = "procfile-groups\0"u8.ToArray();
    private static readonly byte[] EmptyRow = "       \n"u8.ToArray();

    private readonly Lock _writing = new();
    private readonly Stack<int> _free = new();
    private int _rows;
    private bool _closed;

    private GroupRoster(SafeFileHandle file) => File = file;

    internal SafeFileHandle File { get; }

    /// <summary>Makes an empty roster, or tells by the last error why there is none.</summary>
    internal static GroupRoster? TryCreate()
    {
        fixed (byte* name = Name)
        {
            int file = Libc.CreateMemoryFile(name, Libc.MemoryFileCloseOnExec);
            return file < 0 ? null : new GroupRoster(new SafeFileHandle(file, ownsHandle: true));
        }
    }

    /// <summary>Enters a group.</summary>
    /// <returns>The row, to be struck out when nobody is left in the group: its number may be a stranger's then.</returns>
    internal int Enter(int group)
    {
        Span<byte> row = stackalloc byte[RowSize];
        // Process ids have seven digits at most (PID_MAX_LIMIT, 2^22).
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{group,-(RowSize - 1)}\n"), row);
        lock (_writing)
        {
            if (!_free.TryPop(out int place))
                place = _rows++;
            Write(row, place);
            return place;
        }
    }

    internal void Strike(int place)
    {
        lock (_writing)
        {
            Write(EmptyRow, place);
            _free.Push(place);
        }
    }

    internal void Close()
    {
        lock (_writing)
        {
            _closed = true;
            File.Dispose();
        }
    }

    private void Write(ReadOnlySpan<byte> row, int place)
    {
        // A closed number may already be another file of the host, and must not be written to.
        if (_closed)
            return;
        fixed (byte* bytes = row)
            _ = Libc.WriteAt((int)File.DangerousGetHandle(), bytes, RowSize, (nint)place * RowSize);
    }
}
