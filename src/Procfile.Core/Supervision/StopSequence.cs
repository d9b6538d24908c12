using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Procfile.Core.Launching;

namespace Procfile.Core.Supervision;

/// <summary>The signals that stop a process, one after the other while it still runs: <c>term, 10, kill</c>.</summary>
/// <remarks>
/// The text forms are Cloud 66's: <c>signal, seconds, signal, …</c> of its manifest and <c>1m:USR2:30s:USR1:50s</c> of its
/// container service file. Every sequence ends with KILL, written or not, so that every stop ends.
/// </remarks>
public sealed class StopSequence
{
    private static readonly TimeSpan LastWait = TimeSpan.FromSeconds(10);

    private StopSequence(TimeSpan initialWait, ImmutableArray<StopStep> steps) => (InitialWait, Steps) = (initialWait, steps);

    /// <summary>TERM, 10 seconds, KILL.</summary>
    public static StopSequence Default { get; } = Of("term, 10, kill");

    /// <summary>KILL at once.</summary>
    public static StopSequence Immediate { get; } = Of("kill");

    /// <summary>What a crashed process has left behind is given: TERM, 2 seconds, KILL.</summary>
    public static StopSequence Leftovers { get; } = Of("term, 2, kill");

    /// <summary>How long to wait before the first signal.</summary>
    /// <value>Zero in the manifest's form; the container form may begin with a wait.</value>
    public TimeSpan InitialWait { get; }

    /// <summary>The steps; the last one is always KILL.</summary>
    public ImmutableArray<StopStep> Steps { get; }

    /// <summary>How long a stop takes at most until KILL.</summary>
    public TimeSpan Duration => Steps.Aggregate(InitialWait, (sum, step) => sum + step.Wait);

    /// <summary>Cloud 66's sequence for a command, by the program it runs.</summary>
    /// <param name="command">The command's text.</param>
    /// <returns>
    /// <c>quit, 75, term, 15, kill</c> for resque and unicorn, <c>quit, 75, int, 15, kill</c> for thin,
    /// <c>term, 90, kill</c> for sidekiq and puma; null for any other program.
    /// </returns>
    public static StopSequence? ForCommand(string command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return Has("resque:work", "resque", "unicorn", "unicorn_rails") ? Of("quit, 75, term, 15, kill")
            : Has("thin") ? Of("quit, 75, int, 15, kill")
            : Has("sidekiq", "puma") ? Of("term, 90, kill")
            : null;

        bool Has(params ReadOnlySpan<string> programs)
        {
            foreach (Range range in command.AsSpan().SplitAny(" \t'\"/;&|()"))
            {
                foreach (string program in programs)
                {
                    if (command.AsSpan()[range].SequenceEqual(program))
                        return true;
                }
            }

            return false;
        }
    }

    /// <summary>Reads a sequence.</summary>
    /// <param name="text">Either form; any case, with or without <c>SIG</c>; waits in seconds, or with <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c>.</param>
    /// <param name="sequence">The sequence.</param>
    /// <param name="error">What is wrong and what to write instead.</param>
    /// <returns>Whether the text is a stop sequence.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out StopSequence? sequence, [NotNullWhen(false)] out string? error)
    {
        sequence = null;
        error = null;
        var steps = ImmutableArray.CreateBuilder<StopStep>();
        TimeSpan initialWait = TimeSpan.Zero;
        ReadOnlySpan<char> rest = (text ?? "").AsSpan().Trim().Trim("[]");
        foreach (Range range in rest.SplitAny(", :\t"))
        {
            ReadOnlySpan<char> word = rest[range];
            if (word.IsEmpty)
                continue;
            if (TryParseWait(word, out TimeSpan wait))
            {
                if (steps.Count == 0)
                    initialWait += wait;
                else
                    steps[^1] = steps[^1] with { Wait = steps[^1].Wait + wait };
            }
            else if (ProcessSignal.TryParse(word.ToString(), out ProcessSignal signal))
            {
                steps.Add(new StopStep(signal, TimeSpan.Zero));
            }
            else
            {
                error = $"\"{word}\" is neither a signal nor a wait in seconds: write a stop sequence like \"term, 10, kill\".";
                return false;
            }
        }

        if (steps.Count == 0)
        {
            error = "A stop sequence needs a signal: write one like \"term, 10, kill\".";
            return false;
        }

        sequence = new StopSequence(initialWait, EndWithKill(steps));
        return true;
    }

    /// <summary>Reads a sequence.</summary>
    /// <param name="text">See <see cref="TryParse"/>.</param>
    /// <exception cref="FormatException">The text is no stop sequence; the message says what is wrong.</exception>
    public static StopSequence Parse(string text) =>
        TryParse(text, out StopSequence? sequence, out string? error) ? sequence : throw new FormatException(error);

    /// <summary>The manifest's form: <c>term, 10, kill</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Append(InitialWait);
        foreach (StopStep step in Steps)
        {
            text.Append(text.Length > 0 ? ", " : "").Append(step.Signal.Name.ToLowerInvariant());
            Append(step.Wait);
        }

        return text.ToString();

        void Append(TimeSpan wait)
        {
            if (wait > TimeSpan.Zero)
                text.Append(text.Length > 0 ? ", " : "").Append(CultureInfo.InvariantCulture, $"{wait.TotalSeconds}");
        }
    }

    private static StopSequence Of(string text) => Parse(text);

    private static ImmutableArray<StopStep> EndWithKill(ImmutableArray<StopStep>.Builder steps)
    {
        int kill = 0;
        while (kill < steps.Count && steps[kill].Signal != ProcessSignal.Kill)
            kill++;
        if (kill < steps.Count)
        {
            // Nothing is left to be signalled after a KILL.
            steps.Count = kill + 1;
            steps[kill] = steps[kill] with { Wait = TimeSpan.Zero };
            return steps.ToImmutable();
        }

        if (steps[^1].Wait == TimeSpan.Zero)
            steps[^1] = steps[^1] with { Wait = LastWait };
        steps.Add(new StopStep(ProcessSignal.Kill, TimeSpan.Zero));
        return steps.ToImmutable();
    }

    internal static bool TryParseWait(ReadOnlySpan<char> word, out TimeSpan wait)
    {
        wait = default;
        int digits = word.LastIndexOfAnyInRange('0', '9') + 1;
        if (digits == 0 || !double.TryParse(word[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            return false;
        double? seconds = word[digits..] switch
        {
            "" or "s" or "S" => number,
            "ms" or "MS" => number / 1000,
            "m" or "M" => number * 60,
            "h" or "H" => number * 3600,
            _ => null,
        };
        // A day is longer than any stop; a larger number is a slip of the pen.
        if (seconds is not (>= 0 and <= 86400))
            return false;
        wait = TimeSpan.FromSeconds(seconds.Value);
        return true;
    }
}
