using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Procfile.Core.Supervision;

namespace Procfile.Core.Exporting;

/// <summary>What formats have in common.</summary>
internal static class ExportText
{
    internal const string Header = "Written by procfile export, which overwrites it: change the Procfile and export again.";

    internal static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    internal static string Octal(UnixFileMode umask) => Convert.ToString((int)umask, 8).PadLeft(4, '0');

    internal static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    internal static ExportResult Result(ExportPlan source, IEnumerable<ExportedFile> files, ImmutableArray<string> nextSteps) => new()
    {
        Files = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)],
        Notes = source.Notes.ToImmutable(),
        NextSteps = nextSteps,
    };

    /// <summary>A shell's line that goes through a stop sequence up to its KILL, which is left to the format.</summary>
    /// <param name="stop">The sequence.</param>
    /// <param name="target">What to signal, as <c>kill</c> takes it.</param>
    /// <param name="ends">Whether the KILL belongs to it.</param>
    internal static string StopScript(StopSequence stop, string target, bool ends = false)
    {
        var script = new StringBuilder("w() { i=0; while [ $i -lt $1 ] && kill -s 0 -- ").Append(target).Append(" 2>/dev/null; do sleep 1; i=$((i+1)); done; }");
        if (stop.InitialWait > TimeSpan.Zero)
            script.Append("; w ").Append(Whole(stop.InitialWait));
        foreach (StopStep step in stop.Steps[..^1])
            script.Append(CultureInfo.InvariantCulture, $"; kill -s {step.Signal.Name} -- {target} 2>/dev/null; w {Whole(step.Wait)}");
        if (ends)
            script.Append(CultureInfo.InvariantCulture, $"; kill -s KILL -- {target} 2>/dev/null");
        return script.Append("; true").ToString();
    }

    /// <summary>Where logs go when nobody says so.</summary>
    internal static string LogDirectory(ExportPlan source, string app) => (source.Options.LogDirectory ?? $"/var/log/{app}").TrimEnd('/');

    /// <summary>A process's name with a dash for the dot: <c>web-1</c>.</summary>
    internal static string Dashed(ExportedProcess process) => string.Create(CultureInfo.InvariantCulture, $"{process.Type.Name}-{process.Index}");

    /// <summary>Whether it is text, with no byte in it that is no UTF-8.</summary>
    internal static bool IsText(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && !(char.IsHighSurrogate(text[at]) && ++at < text.Length && char.IsLowSurrogate(text[at])))
                return false;
        }

        return true;
    }

    internal static int Whole(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
