using System.Globalization;
using System.Text;

namespace Procfile.Core.Output;

/// <summary>The bytes before a line: <c>12:30:01 web.1    | </c>, made once per process and second.</summary>
internal sealed class LinePrefix
{
    // Red is left to what a program itself marks as wrong; blue cannot be read on the dark ground of older terminals.
    private static readonly string[] Basic = ["36", "32", "35", "33"];

    // A contrast of 3 and more on black, on white, and on the grounds of the usual dark and light themes; neighbours differ in hue.
    private static readonly string[] Extended =
        ["38;5;32", "38;5;130", "38;5;28", "38;5;164", "38;5;30", "38;5;99", "38;5;136", "38;5;133", "38;5;64", "38;5;69"];

    private const string Grey = ";38;5;243";

    private readonly byte[] _bytes;
    private readonly string _timeFormat;
    private readonly int _timeAt;
    private long _second = -1;

    internal LinePrefix(OutputSource source, int width, PrefixedOutputOptions options)
    {
        bool hasText = options.Prefix || options.HasTimestamps;
        bool isColored = options.Colors != PrefixColors.None && hasText;
        // Zero first: a program may have left the terminal bold, or on another ground.
        string color = isColored ? $"\e[0{ColorOf(source, options.Colors)}m" : "";
        string name = options.Prefix ? $"{source.Name.PadRight(width)} | " : "";
        Width = width;
        IsQuiet = options.QuietTypes.Contains(source.Type);
        _timeFormat = options.Dates ? "yyyy-MM-dd HH:mm:ss" : "HH:mm:ss";
        _timeAt = options.HasTimestamps ? color.Length : -1;
        string time = options.HasTimestamps ? new string(' ', _timeFormat.Length + 1) : "";
        _bytes = Encoding.UTF8.GetBytes($"{color}{time}{name}{(isColored ? "\e[0m" : "")}");
    }

    /// <summary>The width of the name that this prefix was made for.</summary>
    internal int Width { get; }

    /// <summary>Whether the process's lines are not shown at all.</summary>
    internal bool IsQuiet { get; }

    internal ReadOnlySpan<byte> At(TimeProvider clock)
    {
        if (_timeAt >= 0)
        {
            DateTimeOffset now = clock.GetLocalNow();
            long second = now.Ticks / TimeSpan.TicksPerSecond;
            if (second != _second)
                now.TryFormat(_bytes.AsSpan(_timeAt), out _, _timeFormat, CultureInfo.InvariantCulture);
            _second = second;
        }

        return _bytes;
    }

    private static string ColorOf(OutputSource source, PrefixColors colors) => (colors, source.TypePosition) switch
    {
        (PrefixColors.Extended, < 0) => Grey,
        (PrefixColors.Extended, var position) => $";{Extended[position % Extended.Length]}",
        (_, < 0) => "",
        (_, var position) => $";{Basic[position % Basic.Length]}",
    };
}
