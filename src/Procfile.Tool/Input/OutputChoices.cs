using System.CommandLine;
using Procfile.Core.Output;

namespace Procfile.Tool.Input;

/// <summary>The options that say what becomes of output.</summary>
internal sealed record OutputChoices
{
    private static readonly Option<bool> NoPrefixOption = new("--no-prefix") { Description = "Lines do not begin with the process's name." };
    private static readonly Option<bool> TimestampsOption = new("--timestamps") { Description = "Lines begin with the time also without the name." };
    private static readonly Option<bool> NoTimestampsOption = new("--no-timestamps") { Description = "Lines do not begin with the time." };

    private static readonly Option<string[]> QuietOption = new("--quiet", "-q")
    {
        Description = "Does not show the output of these types, separated by commas.",
        HelpName = "TYPE",
    };

    private static readonly Option<OutputOverflow> OverflowOption = OptionValues.OneOf(
        "--overflow",
        "When the output is not read fast enough: block the processes (default), or drop the oldest lines and say how many.",
        ("block", OutputOverflow.Block),
        ("drop", OutputOverflow.DropOldest));

    private static readonly Option<BrokenPipe> BrokenPipeOption = OptionValues.OneOf(
        "--on-broken-pipe",
        "When whoever reads the output is gone: continue without (default), or stop everything.",
        ("continue", BrokenPipe.Continue),
        ("stop", BrokenPipe.Stop));

    private static readonly Option<string?> LogDirectoryOption = new("--log-dir")
    {
        Description = "Writes output to files in this directory as well; each is put aside at 10 MiB, and five of those are kept.",
        HelpName = "DIR",
    };

    private static readonly Option<Func<OutputSource, string>?> LogNameOption = OptionValues.OneOf<Func<OutputSource, string>?>(
        "--log-name",
        "The files' names: web.1.log (process, the default), web_1.log (cloud66), or web.log for all of a type (type).",
        ("process", OutputFileName.OfProcess),
        ("cloud66", OutputFileName.Cloud66),
        ("type", OutputFileName.OfType));

    /// <summary>The options that say how a line begins.</summary>
    internal static IReadOnlyList<Option> OfLines { get; } = [NoPrefixOption, TimestampsOption, NoTimestampsOption];

    internal static IReadOnlyList<Option> Options { get; } =
        [.. OfLines, QuietOption, OverflowOption, BrokenPipeOption, LogDirectoryOption, LogNameOption];

    internal bool Prefix { get; private init; }

    internal bool Timestamps { get; private init; }

    internal required string[] QuietTypes { get; init; }

    internal OutputOverflow Overflow { get; private init; }

    internal BrokenPipe OnBrokenPipe { get; private init; }

    internal string? LogDirectory { get; private init; }

    internal required Func<OutputSource, string> LogName { get; init; }

    /// <summary>How a line begins: with the process's name, with the time.</summary>
    internal static (bool Prefix, bool Timestamps) LinesOf(ParseResult parsed)
    {
        bool prefix = !parsed.GetValue(NoPrefixOption);
        return (prefix, !parsed.GetValue(NoTimestampsOption) && (prefix || parsed.GetValue(TimestampsOption)));
    }

    internal static OutputChoices From(ParseResult parsed)
    {
        (bool prefix, bool timestamps) = LinesOf(parsed);
        string[] quiet = parsed.GetValue(QuietOption) ?? [];
        return new OutputChoices
        {
            Prefix = prefix,
            Timestamps = timestamps,
            QuietTypes = [.. quiet.SelectMany(types => types.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
            Overflow = parsed.ValueOf(OverflowOption),
            OnBrokenPipe = parsed.ValueOf(BrokenPipeOption),
            LogDirectory = parsed.GetValue(LogDirectoryOption),
            LogName = parsed.ValueOf(LogNameOption) ?? OutputFileName.OfProcess,
        };
    }
}
