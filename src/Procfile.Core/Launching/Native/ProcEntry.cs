using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Procfile.Core.Launching.Native;

/// <summary>What <c>/proc/PID/stat</c> says of a process.</summary>
/// <remarks>Members throw an <see cref="IOException"/> where the host has no descriptor left to look with.</remarks>
internal readonly unsafe record struct ProcEntry(int Id, char State, int Parent, int Group, int Session, ulong StartTime)
{
    private const int PathCapacity = 64, StatCapacity = 1024, ExecutionTries = 500;

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
        entry = default;
        if (!TryFindFields(new(buffer, Math.Max(length, 0)), out ReadOnlySpan<byte> fields))
            return false;

        const int parentField = 1, groupField = 2, sessionField = 3, startTimeField = 19;
        entry = new ProcEntry(id, (char)fields[0], (int)Field(parentField, fields), (int)Field(groupField, fields), (int)Field(sessionField, fields), (ulong)Field(startTimeField, fields));
        return true;
    }

    /// <summary>Reads the environment the process was started with, <c>NAME=value</c> with a NUL after each.</summary>
    /// <param name="id">The process.</param>
    /// <param name="buffer">Where to; replaced by a larger one as needed.</param>
    /// <returns>The environment; empty where it may not be read.</returns>
    internal static ReadOnlySpan<byte> ReadEnvironment(int id, ref byte[] buffer)
    {
        int tries = 0;
        while (true)
        {
            int length;
            fixed (byte* pointer = buffer)
                length = ReadFile(id, "environ"u8, pointer, buffer.Length);
            if (length == buffer.Length)
                buffer = new byte[buffer.Length * 2];
            else if (length != 0 || tries++ == ExecutionTries || !MayHaveEnvironment(id))
                return buffer.AsSpan(0, Math.Max(length, 0));
            else
                Thread.Sleep(tries < ExecutionTries / 2 ? 0 : 1);
        }
    }

    /// <summary>
    /// Whether the process has an environment, or is just becoming another program: for a moment it has neither the old nor the new one
    /// then. Kernel threads and zombies have no memory, and where there is no permission the environment is nowhere.
    /// </summary>
    private static bool MayHaveEnvironment(int id)
    {
        byte* buffer = stackalloc byte[StatCapacity];
        int length = ReadFile(id, "stat"u8, buffer, StatCapacity);
        const int sizeField = 20, codeEndField = 24, environmentField = 47, environmentEndField = 48;
        if (!TryFindFields(new(buffer, Math.Max(length, 0)), out ReadOnlySpan<byte> fields) || Field(sizeField, fields) == 0)
            return false;
        // The end of the code is put down after the environment is.
        return Field(codeEndField, fields) == 0 || Field(environmentEndField, fields) > Field(environmentField, fields);
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

    /// <summary>The name is in parentheses and may hold anything, also parentheses and blanks: the fields begin after the last one.</summary>
    internal static bool TryFindFields(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> fields)
    {
        int nameEnd = text.LastIndexOf((byte)')');
        bool found = nameEnd >= 0 && text.Length >= nameEnd + 3;
        fields = found ? text[(nameEnd + 2)..] : default;
        return found;
    }

    /// <summary>A number, counted from the state on, which is 0.</summary>
    private static long Field(int index, ReadOnlySpan<byte> fields)
    {
        foreach (Range range in fields.Split((byte)' '))
        {
            if (index-- == 0)
                return Utf8Parser.TryParse(fields[range], out long value, out _) ? value : 0;
        }

        return 0;
    }

    internal static int ReadFile(int id, ReadOnlySpan<byte> name, byte* buffer, int capacity)
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
