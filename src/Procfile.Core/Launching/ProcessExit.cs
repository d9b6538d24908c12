using System.Globalization;

namespace Procfile.Core.Launching;

/// <summary>How a process ended, as the kernel reported it.</summary>
/// <remarks>A process ends with an exit code or by a signal, never both; 137 as a code and a death by KILL stay apart.</remarks>
public readonly record struct ProcessExit
{
    private ProcessExit(int? code, int? signal, bool coreDumped) =>
        (Code, SignalNumber, CoreDumped) = (code, signal, coreDumped);

    /// <summary>The exit code, or <see langword="null"/> when a signal ended the process or nobody knows.</summary>
    public int? Code { get; }

    /// <summary>The number of the signal that ended the process, or <see langword="null"/>.</summary>
    public int? SignalNumber { get; }

    /// <summary>Whether a core dump was written.</summary>
    public bool CoreDumped { get; }

    /// <summary>What the process and the children it waited for have used.</summary>
    /// <value>Default: <see langword="null"/>, when the launcher cannot tell.</value>
    public ProcessResourceUsage? Usage { get; init; }

    /// <summary>The signal that ended the process, or <see langword="null"/>.</summary>
    public ProcessSignal? Signal =>
        SignalNumber is { } number && ProcessSignal.TryFromNumber(number, out ProcessSignal signal) ? signal : null;

    /// <summary>Whether the process ended with code 0.</summary>
    public bool IsSuccess => Code == 0;

    /// <summary>Whether the status was lost because somebody else in this host reaped the process.</summary>
    public bool IsUnknown => Code is null && SignalNumber is null;

    /// <summary>The code a POSIX shell would report: the exit code, or 128 + n for signal n; 255 when unknown.</summary>
    public int ShellCode => Code ?? (SignalNumber is { } signal ? 128 + signal : 255);

    /// <summary>An end with an exit code.</summary>
    /// <param name="code">The code the process gave.</param>
    public static ProcessExit WithCode(int code) => new(code, null, false);

    /// <summary>An end by a signal.</summary>
    /// <param name="number">The signal's number.</param>
    /// <param name="coreDumped">Whether a core dump was written.</param>
    public static ProcessExit BySignal(int number, bool coreDumped = false) => new(null, number, coreDumped);

    /// <summary>An end whose status nobody can tell any more.</summary>
    public static ProcessExit Unknown => default;

    /// <summary>For people: <c>code 1</c>, <c>signal KILL</c>, <c>signal SEGV, core dumped</c> or <c>status unknown</c>.</summary>
    public override string ToString()
    {
        if (Code is { } code)
            return string.Create(CultureInfo.InvariantCulture, $"code {code}");
        if (SignalNumber is not { } number)
            return "status unknown";
        string name = Signal?.Name ?? number.ToString(CultureInfo.InvariantCulture);
        return CoreDumped ? $"signal {name}, core dumped" : $"signal {name}";
    }
}
