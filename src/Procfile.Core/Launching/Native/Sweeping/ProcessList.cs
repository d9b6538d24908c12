using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace Procfile.Core.Launching.Native.Sweeping;

/// <summary>The ids of all processes, read again and again into the same memory.</summary>
internal sealed unsafe class ProcessList
{
    private const int LengthOffset = 16, NameOffset = 19, LongestLink = 32;
    private static readonly nint EntriesCall = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 217 : 61;

    private readonly byte[] _entries = new byte[32 * 1024];
    private int[] _ids = new int[256];

    /// <summary>Whether there is a <c>/proc</c>, and its numbers are those that this process's calls mean.</summary>
    internal static bool IsOfThisNamespace()
    {
        byte* link = stackalloc byte[LongestLink];
        nint length;
        fixed (byte* self = "/proc/self\0"u8)
            length = Libc.ReadLink(self, link, LongestLink);
        return length > 0 && Utf8Parser.TryParse(new ReadOnlySpan<byte>(link, (int)length), out int id, out _) && id == Environment.ProcessId;
    }

    /// <summary>Reads them, in ascending order.</summary>
    /// <exception cref="IOException">There is nothing to read, or no descriptor to read with.</exception>
    internal ReadOnlySpan<int> Read()
    {
        int directory;
        fixed (byte* path = "/proc\0"u8)
            directory = Libc.Open(path, Libc.OpenReadOnly | Libc.CloseOnExec);
        if (directory < 0)
            throw new IOException("The processes cannot be listed.");
        int count = 0;
        nint length;
        fixed (byte* entries = _entries)
        {
            while ((length = Libc.SystemCall(EntriesCall, directory, (nint)entries, _entries.Length, 0, 0)) > 0)
                Add(_entries.AsSpan(0, (int)length), ref count);
        }

        _ = Libc.Close(directory);
        return length < 0 ? throw new IOException("The processes cannot be listed.") : _ids.AsSpan(0, count);
    }

    private void Add(ReadOnlySpan<byte> entries, ref int count)
    {
        while (!entries.IsEmpty)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(entries[LengthOffset..]);
            if (Utf8Parser.TryParse(entries[NameOffset..length], out int id, out _))
            {
                if (count == _ids.Length)
                    Array.Resize(ref _ids, count * 2);
                _ids[count++] = id;
            }

            entries = entries[length..];
        }
    }
}
