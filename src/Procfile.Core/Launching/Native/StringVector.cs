using System.Runtime.InteropServices;
using Procfile.Core.Bytes;

namespace Procfile.Core.Launching.Native;

/// <summary>A null-terminated array of C strings in one block of native memory, as <c>execve</c> takes it.</summary>
internal readonly unsafe ref struct StringVector
{
    private StringVector(byte** pointer) => Pointer = pointer;

    internal byte** Pointer { get; }

    internal static StringVector Of(ReadOnlySpan<string> items)
    {
        int bytes = 0;
        foreach (string item in items)
            bytes += RawText.MaximumByteCount(item) + 1;

        var writer = new Writer(items.Length, bytes);
        foreach (string item in items)
        {
            writer.Begin();
            writer.Append(item);
            writer.End();
        }

        return new StringVector(writer.Vector);
    }

    /// <summary>An environment, <c>NAME=value</c> each.</summary>
    internal static StringVector Of(IReadOnlyDictionary<string, string> environment, string markerName, string markerValue)
    {
        int bytes = RawText.MaximumByteCount(markerName) + RawText.MaximumByteCount(markerValue) + 2;
        int count = 1;
        foreach ((string name, string value) in environment)
        {
            bytes += RawText.MaximumByteCount(name) + RawText.MaximumByteCount(value) + 2;
            count++;
        }

        var writer = new Writer(count, bytes);
        foreach ((string name, string value) in environment)
        {
            if (name != markerName)
                writer.Pair(name, value);
        }

        writer.Pair(markerName, markerValue);
        return new StringVector(writer.Vector);
    }

    internal void Dispose() => NativeMemory.Free(Pointer);

    private ref struct Writer
    {
        private readonly byte* _end;
        private byte* _next;
        private int _count;

        internal Writer(int items, int bytes)
        {
            nuint pointers = (nuint)(items + 1) * (nuint)sizeof(byte*);
            Vector = (byte**)NativeMemory.AllocZeroed(pointers + (nuint)bytes);
            _next = (byte*)Vector + pointers;
            _end = _next + bytes;
        }

        internal byte** Vector { get; }

        internal void Begin() => Vector[_count++] = _next;

        internal void Append(string text) => _next += RawText.Encode(text, new Span<byte>(_next, (int)(_end - _next)));

        internal void End() => _next++;

        internal void Pair(string name, string value)
        {
            Begin();
            Append(name);
            *_next++ = (byte)'=';
            Append(value);
            End();
        }
    }
}
