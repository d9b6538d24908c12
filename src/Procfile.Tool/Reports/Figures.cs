using System.Globalization;

namespace Procfile.Tool.Reports;

/// <summary>Figures as people read them at a glance, each one word: two places of time, three digits of memory.</summary>
internal static class Figures
{
    private const double Step = 1024;
    private static readonly string[] Units = ["B", "K", "M", "G", "T"];

    /// <summary><c>12s</c>, <c>3m12s</c>, <c>2h05m</c>, <c>5d03h</c>.</summary>
    internal static string Time(TimeSpan time) => (time < TimeSpan.Zero ? TimeSpan.Zero : time) switch
    {
        { TotalMinutes: < 1 } short_ => Text($"{short_.Seconds}s"),
        { TotalHours: < 1 } minutes => Text($"{minutes.Minutes}m{minutes.Seconds:00}s"),
        { TotalDays: < 1 } hours => Text($"{hours.Hours}h{hours.Minutes:00}m"),
        var days => Text($"{days.Days}d{days.Hours:00}h"),
    };

    /// <summary><c>640K</c>, <c>45.2M</c>, <c>1.25G</c>.</summary>
    internal static string Memory(long bytes)
    {
        double value = bytes;
        int unit = 0;
        // Half a digit below the next unit is shown as one of it: 1.00G, never 1024M.
        while (value >= Step - 0.5 && unit < Units.Length - 1)
        {
            value /= Step;
            unit++;
        }

        return unit == 0 ? Text($"{bytes}B") : value switch
        {
            < 9.995 => Text($"{value:0.00}{Units[unit]}"),
            < 99.95 => Text($"{value:0.0}{Units[unit]}"),
            _ => Text($"{value:0}{Units[unit]}"),
        };
    }

    /// <summary><c>0.4%</c>, <c>98.1%</c>, <c>243%</c>.</summary>
    internal static string Percent(double percent) => percent < 99.95 ? Text($"{percent:0.0}%") : Text($"{percent:0}%");

    internal static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary><c>1 process</c>, <c>2 processes</c>.</summary>
    internal static string Count(int count, string one, string several) => count == 1 ? Text($"1 {one}") : Text($"{count} {several}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
