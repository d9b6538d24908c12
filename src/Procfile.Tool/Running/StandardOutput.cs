using System.Runtime.InteropServices;

namespace Procfile.Tool.Running;

/// <summary>
/// Standard output, as it is: the platform's own stream keeps it to itself when the reader is gone. From then on nothing is written any
/// more, and nothing fails.
/// </summary>
internal sealed partial class StandardOutput(Action onReaderGone) : Stream
{
    private const int Number = 1, Interrupted = 4, Again = 11, BrokenPipe = 32;
    private const short Writable = 4;

    private bool _readerIsGone;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Standard output; where there is no POSIX, the platform's stream.</summary>
    internal static Stream Open(Action onReaderGone) =>
        OperatingSystem.IsLinux() ? new StandardOutput(onReaderGone) : Console.OpenStandardOutput();

    public override unsafe void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            for (int done = 0; done < buffer.Length && !_readerIsGone;)
            {
                nint count = SystemWrite(Number, bytes + done, (nuint)(buffer.Length - done));
                if (count >= 0)
                    done += (int)count;
                else
                    AnswerTo(Marshal.GetLastPInvokeError());
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private unsafe void AnswerTo(int error)
    {
        switch (error)
        {
            case Interrupted:
                break;
            case Again:
                // Somebody else who has the same pipe or terminal has made it non-blocking.
                var waiting = new Waiting(Number, Writable, 0);
                _ = SystemPoll(&waiting, 1, -1);
                break;
            case BrokenPipe:
                _readerIsGone = true;
                onReaderGone();
                break;
            default:
                throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint SystemWrite(int descriptor, byte* bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int SystemPoll(Waiting* descriptors, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Waiting(int descriptor, short events, short happened)
    {
        public readonly int Descriptor = descriptor;
        public readonly short Events = events;
        public readonly short Happened = happened;
    }
}
