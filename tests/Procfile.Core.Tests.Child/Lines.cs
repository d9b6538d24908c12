using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace Procfile.Core.Tests.Child;

/// <summary>Output of every unpleasant kind.</summary>
internal static class Lines
{
    /// <summary>As many lines as asked for, as fast as possible, each with its number.</summary>
    internal static int WriteNumbered(long count)
    {
        using Stream output = Console.OpenStandardOutput();
        byte[] buffer = new byte[128 * 1024];
        int used = 0;
        for (long number = 0; number < count; number++)
        {
            if (buffer.Length - used < 128)
            {
                output.Write(buffer.AsSpan(0, used));
                used = 0;
            }

            Utf8Formatter.TryFormat(number, buffer.AsSpan(used), out int digits);
            used += digits;
            "abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz\n"u8.CopyTo(buffer.AsSpan(used));
            used += 54;
        }

        output.Write(buffer.AsSpan(0, used));
        return 0;
    }

    /// <summary>The same, one line a millisecond, each in a write of its own.</summary>
    internal static int WriteNumberedSlowly(long count)
    {
        using Stream output = Console.OpenStandardOutput();
        for (long number = 0; number < count; number++)
        {
            output.Write(System.Text.Encoding.UTF8.GetBytes($"{number}abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz\n"));
            Thread.Sleep(1);
        }

        return 0;
    }

    /// <summary>A text, one byte a write.</summary>
    internal static int WriteByteByByte(string text)
    {
        using Stream output = Console.OpenStandardOutput();
        foreach (byte value in System.Text.Encoding.UTF8.GetBytes(text.Replace("\\n", "\n", StringComparison.Ordinal)))
        {
            output.WriteByte(value);
            output.Flush();
        }

        return 0;
    }

    /// <summary>One line of a given length, without a newline.</summary>
    internal static int WriteOne(long length)
    {
        using Stream output = Console.OpenStandardOutput();
        byte[] buffer = new byte[64 * 1024];
        buffer.AsSpan().Fill((byte)'x');
        for (; length > 0; length -= buffer.Length)
            output.Write(buffer.AsSpan(0, (int)Math.Min(length, buffer.Length)));
        return 0;
    }

    /// <summary>A line, and then nothing for ever, whoever asks: a process of several threads.</summary>
    internal static int Hold()
    {
        using var ignoring = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        Console.WriteLine("up");
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }
}
