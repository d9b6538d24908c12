using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Procfile.Core.Launching.Native;

/// <summary>A set of descriptors to wait on, each with a key, and a bell that any thread can ring.</summary>
internal sealed unsafe class Epoll
{
    /// <summary>The key under which the bell is reported.</summary>
    internal const long BellKey = 0;

    private const int Add = 1, Delete = 2, Capacity = 128;
    private const uint Readable = 1, OneShot = 1u << 30;

    // The kernel packs the structure on x86-64 only.
    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int KeyOffset = EventSize - 8;

    private readonly Lock _closing = new();
    private readonly int _epoll;
    private readonly int _bell;
    private readonly byte[] _events = GC.AllocateArray<byte>(Capacity * 16, pinned: true);
    private bool _closed;

    internal Epoll()
    {
        _epoll = Libc.EpollCreate(Libc.CloseOnExec);
        _bell = _epoll < 0 ? -1 : Libc.EventDescriptor(0, Libc.CloseOnExec | Libc.NonBlocking);
        if (_bell >= 0 && TryAdd(_bell, BellKey, oneShot: false))
            return;
        int error = Marshal.GetLastPInvokeError();
        Close();
        throw new Win32Exception(error, "The process reactor cannot be set up.");
    }

    internal bool TryAdd(int descriptor, long key, bool oneShot)
    {
        byte* change = stackalloc byte[16];
        var bytes = new Span<byte>(change, 16);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, oneShot ? Readable | OneShot : Readable);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[KeyOffset..], key);
        lock (_closing)
            return !_closed && Libc.EpollControl(_epoll, Add, descriptor, change) == 0;
    }

    internal void Remove(int descriptor)
    {
        byte* unused = stackalloc byte[16];
        _ = Libc.EpollControl(_epoll, Delete, descriptor, unused);
    }

    /// <summary>Makes <see cref="Wait"/> return with <see cref="BellKey"/>; does nothing any more once closed.</summary>
    internal void Ring()
    {
        ulong one = 1;
        // A closed number may already be another file of the host, and must not be written to.
        lock (_closing)
        {
            if (!_closed)
                _ = Libc.Write(_bell, &one, sizeof(ulong));
        }
    }

    /// <summary>Waits for readable descriptors.</summary>
    /// <param name="keys">Receives their keys.</param>
    /// <param name="timeout">How long at most; negative for ever.</param>
    /// <returns>How many keys were written.</returns>
    internal int Wait(Span<long> keys, TimeSpan timeout)
    {
        // Rounded up: a timer that wakes a moment early would spin until it is due.
        int milliseconds = timeout < TimeSpan.Zero ? -1 : (int)Math.Min(Math.Ceiling(timeout.TotalMilliseconds), int.MaxValue);
        int count;
        fixed (byte* events = _events)
            count = Libc.EpollWait(_epoll, events, Math.Min(keys.Length, Capacity), milliseconds);
        for (int i = 0; i < count; i++)
        {
            keys[i] = BinaryPrimitives.ReadInt64LittleEndian(_events.AsSpan((i * EventSize) + KeyOffset));
            if (keys[i] == BellKey)
                Silence();
        }

        return Math.Max(count, 0);
    }

    internal void Close()
    {
        lock (_closing)
        {
            _closed = true;
            if (_bell >= 0)
                _ = Libc.Close(_bell);
            if (_epoll >= 0)
                _ = Libc.Close(_epoll);
        }
    }

    private void Silence()
    {
        ulong rings;
        _ = Libc.Read(_bell, &rings, sizeof(ulong));
    }
}
