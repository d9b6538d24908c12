using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Procfile.Core.Launching;

/// <summary>A signal by its name, with the number it has on the running platform.</summary>
/// <remarks>
/// The names are those Cloud 66 lists for its stop sequences, without the prefix <c>SIG</c>. Numbers differ
/// between Linux and macOS (USR1 is 10 on one and 30 on the other), which is why a signal is never a bare number here.
/// </remarks>
public readonly record struct ProcessSignal
{
    private static readonly (string Name, int Linux, int Mac)[] Table =
    [
        ("HUP", 1, 1), ("INT", 2, 2), ("QUIT", 3, 3), ("ILL", 4, 4), ("TRAP", 5, 5), ("ABRT", 6, 6), ("BUS", 7, 10),
        ("FPE", 8, 8), ("KILL", 9, 9), ("USR1", 10, 30), ("SEGV", 11, 11), ("USR2", 12, 31), ("PIPE", 13, 13),
        ("ALRM", 14, 14), ("TERM", 15, 15), ("STKFLT", 16, 0), ("CHLD", 17, 20), ("CONT", 18, 19), ("STOP", 19, 17),
        ("TSTP", 20, 18), ("TTIN", 21, 21), ("TTOU", 22, 22), ("URG", 23, 16), ("XCPU", 24, 24), ("XFSZ", 25, 25),
        ("VTALRM", 26, 26), ("PROF", 27, 27), ("WINCH", 28, 28), ("IO", 29, 23), ("PWR", 30, 0), ("SYS", 31, 12),
    ];

    private static readonly FrozenDictionary<string, ProcessSignal> ByName = Table
        .Select(row => new ProcessSignal(row.Name, OperatingSystem.IsMacOS() ? row.Mac : row.Linux))
        .Where(signal => signal.Number > 0)
        .Append(new ProcessSignal("IOT", 6))
        .Append(new ProcessSignal("POLL", OperatingSystem.IsMacOS() ? 23 : 29))
        .ToFrozenDictionary(signal => signal.Name, StringComparer.OrdinalIgnoreCase);

    private ProcessSignal(string name, int number) => (Name, Number) = (name, number);

    /// <summary>The name in upper case without the prefix <c>SIG</c>: <c>TERM</c>.</summary>
    public string Name { get; }

    /// <summary>The number on the running platform.</summary>
    public int Number { get; }

    /// <summary>Asks a process to end.</summary>
    public static ProcessSignal Term => ByName["TERM"];

    /// <summary>Ends a process without asking.</summary>
    public static ProcessSignal Kill => ByName["KILL"];

    /// <summary>Interrupts, as Ctrl+C does.</summary>
    public static ProcessSignal Interrupt => ByName["INT"];

    /// <summary>Asks for a graceful end in resque, unicorn and nginx.</summary>
    public static ProcessSignal Quit => ByName["QUIT"];

    /// <summary>Reloads, or reports a terminal that hung up.</summary>
    public static ProcessSignal Hup => ByName["HUP"];

    /// <summary>Lets a stopped process go on.</summary>
    public static ProcessSignal Cont => ByName["CONT"];

    /// <summary>Reads a signal's name: any case, with or without <c>SIG</c>, or a number.</summary>
    /// <param name="text">For example <c>term</c>, <c>SIGUSR2</c> or <c>15</c>.</param>
    /// <param name="signal">The signal, when the text names one that this platform has.</param>
    /// <returns>Whether the text names a signal.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ProcessSignal signal)
    {
        signal = default;
        ReadOnlySpan<char> name = text.AsSpan().Trim();
        if (int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number))
            return TryFromNumber(number, out signal);

        if (name.StartsWith("SIG", StringComparison.OrdinalIgnoreCase))
            name = name[3..];
        if (!ByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out ProcessSignal found))
            return false;
        signal = found;
        return true;
    }

    /// <summary>Finds the signal with a number on the running platform.</summary>
    /// <param name="number">The number as the kernel reports it.</param>
    /// <param name="signal">The signal, when the number is a known one.</param>
    /// <returns>Whether the number is a known signal.</returns>
    public static bool TryFromNumber(int number, out ProcessSignal signal)
    {
        foreach ((string name, int linux, int mac) in Table)
        {
            if (number <= 0 || (OperatingSystem.IsMacOS() ? mac : linux) != number)
                continue;
            signal = new ProcessSignal(name, number);
            return true;
        }

        signal = default;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";
}
