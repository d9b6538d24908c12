using System.Text;

namespace Procfile.Core.Output;

/// <summary>The bytes before a line: <c>12:30:01 web.1    | </c>, made once per process and second.</summary>
internal sealed class LinePrefix
{
    // Legible on light and on dark ground; red is left to what a program itself marks as wrong.
    private static readonly string[] Palette = ["36", "33", "32", "35", "34", "96", "93", "92", "95", "94"];

    private const int TimeLength = 9;
    private readonly byte[] _bytes;
    private readonly int _timeAt;
    private long _second = -1;

    internal LinePrefix(OutputSource source, int width, PrefixedOutputOptions options)
    {
        string color = options.Colors ? $"\e[{Palette[source.TypePosition % Palette.Length]}m" : "";
        string time = options.Timestamps ? "00:00:00 " : "";
        string end = options.Colors ? "\e[0m" : "";
        Width = width;
        _timeAt = options.Timestamps ? color.Length : -1;
        _bytes = Encoding.UTF8.GetBytes($"{color}{time}{source.Name.PadRight(width)} | {end}");
    }

    /// <summary>The width of the name that this prefix was made for.</summary>
    internal int Width { get; }

    internal ReadOnlySpan<byte> At(TimeSpan timeOfDay)
    {
        long second = (long)timeOfDay.TotalSeconds;
        if (_timeAt >= 0 && second != _second)
        {
            _second = second;
            Span<byte> time = _bytes.AsSpan(_timeAt, TimeLength);
            Write(time, timeOfDay.Hours);
            Write(time[3..], timeOfDay.Minutes);
            Write(time[6..], timeOfDay.Seconds);
        }

        return _bytes;

        static void Write(Span<byte> target, int value)
        {
            target[0] = (byte)('0' + (value / 10));
            target[1] = (byte)('0' + (value % 10));
        }
    }
}
