using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Procfile.Core.Launching.Native;

/// <summary>What <c>/proc/PID/stat</c> says of a process.</summary>
/// <remarks>Members throw an <see cref="IOException"/> where the host has no descriptor left to look with.</remarks>
internal readonly unsafe record struct ProcEntry(int Id, char State, int Parent, int Group, int Session, ulong StartTime)
{
    private const int PathCapacity = 64, StatCapacity = 1024;

    /// <summary>Whether the process runs; a zombie has ended and only waits for somebody to reap it.</summary>
    internal bool IsAlive => State is not ('Z' or 'X' or 'x');

    /// <summary>The ids of all processes.</summary>
    internal static IEnumerable<int> AllIds()
    {
        foreach (string path in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(path.AsSpan("/proc/".Length), NumberStyles.None, CultureInfo.InvariantCulture, out int id))
                yield return id;
        }
    }

    internal static bool TryRead(int id, out ProcEntry entry)
    {
        byte* buffer = stackalloc byte[StatCapacity];
        int length = ReadFile(id, "stat"u8, buffer, StatCapacity);
        // The name is in parentheses and may hold anything, also parentheses and blanks: the fields begin after the last one.
        ReadOnlySpan<byte> text = new(buffer, Math.Max(length, 0));
        int nameEnd = text.LastIndexOf((byte)')');
        entry = default;
        if (nameEnd < 0 || text.Length < nameEnd + 3)
            return false;

        const int parentField = 1, groupField = 2, sessionField = 3, startTimeField = 19;
        ReadOnlySpan<byte> fields = text[(nameEnd + 2)..];
        entry = new ProcEntry(id, (char)fields[0], (int)Field(parentField, fields), (int)Field(groupField, fields), (int)Field(sessionField, fields), (ulong)Field(startTimeField, fields));
        return true;

        static long Field(int index, ReadOnlySpan<byte> fields)
        {
            foreach (Range range in fields.Split((byte)' '))
            {
                if (index-- == 0)
                    return Utf8Parser.TryParse(fields[range], out long value, out _) ? value : 0;
            }

            return 0;
        }
    }

    /// <summary>Reads the environment the process was started with, <c>NAME=value</c> with a NUL after each.</summary>
    /// <param name="id">The process.</param>
    /// <param name="buffer">Where to; replaced by a larger one as needed.</param>
    /// <returns>The environment; empty where it may not be read.</returns>
    internal static ReadOnlySpan<byte> ReadEnvironment(int id, ref byte[] buffer)
    {
        while (true)
        {
            int length;
            fixed (byte* pointer = buffer)
                length = ReadFile(id, "environ"u8, pointer, buffer.Length);
            if (length < buffer.Length)
                return buffer.AsSpan(0, Math.Max(length, 0));
            buffer = new byte[buffer.Length * 2];
        }
    }

    /// <summary>Reads as much of a file as there is room for.</summary>
    /// <param name="path">The file, with a NUL at the end.</param>
    /// <param name="buffer">Where to.</param>
    /// <param name="capacity">How much of it.</param>
    /// <returns>How many bytes; negative where the file cannot be opened.</returns>
    internal static int ReadFile(byte* path, byte* buffer, int capacity)
    {
        int file = Libc.Open(path, Libc.OpenReadOnly | Libc.CloseOnExec);
        if (file < 0)
        {
            return Marshal.GetLastPInvokeError() is Errno.TooManyOpen or Errno.TooManyInSystem or Errno.NoMemory
                ? throw new IOException("No descriptor is left to look at processes with.")
                : -1;
        }

        int length = 0;
        nint count;
        while (length < capacity && (count = Libc.Read(file, buffer + length, capacity - length)) > 0)
            length += (int)count;
        _ = Libc.Close(file);
        return length;
    }

    private static int ReadFile(int id, ReadOnlySpan<byte> name, byte* buffer, int capacity)
    {
        byte* path = stackalloc byte[PathCapacity];
        var text = new Span<byte>(path, PathCapacity);
        text.Clear();
        "/proc/"u8.CopyTo(text);
        _ = Utf8Formatter.TryFormat(id, text[6..], out int digits);
        text[6 + digits] = (byte)'/';
        name.CopyTo(text[(7 + digits)..]);
        return ReadFile(path, buffer, capacity);
    }
}
