namespace Procfile.Core.Syntax.Dialects;

/// <summary>The tools that go line by line, each as its source has it.</summary>
internal static class ToolRules
{
    private const int ScannerBuffer = 64 * 1024;

    private static readonly PatternRule GoPattern = new() { Blanks = Blanks.GoPattern };

    /// <summary>foreman 0.90 lib/foreman/procfile.rb: <c>gsub("\r\n","\n").split("\n")</c>, <c>/^([A-Za-z0-9_-]+):\s*(.+)$/</c>.</summary>
    internal static LineToolRules Foreman { get; } = new()
    {
        Breaks = LineBreaks.LfOrCrLf,
        Line = new PatternRule { Blanks = Blanks.Ascii },
        NeedsUtf8 = true,
        RefusesNoEntries = true,
    };

    /// <summary>honcho 2.0 honcho/environ.py: universal newlines, <c>splitlines()</c>, foreman's pattern with Python's <c>\s</c>.</summary>
    internal static LineToolRules Honcho { get; } = new()
    {
        Breaks = LineBreaks.Python,
        Line = new PatternRule { Blanks = Blanks.Python },
        NeedsUtf8 = true,
        Clash = NameClash.Refuses,
    };

    /// <summary>forego procfile.go: <c>bufio.Scanner</c>, foreman's pattern.</summary>
    internal static LineToolRules Forego { get; } = new()
    {
        Breaks = LineBreaks.LfOrCrLfOrFinalCr,
        Line = GoPattern,
        LineBuffer = ScannerBuffer,
    };

    /// <summary>overmind 2.5 start/procfile.go: <c>ReadLine</c>, <c>^([\w-]+):\s+(.+)$</c>.</summary>
    internal static LineToolRules Overmind { get; } = new()
    {
        Breaks = LineBreaks.LfOrCrLfOfReadLine,
        Line = new PatternRule { Blanks = Blanks.GoPattern, NeedsBlankAfterColon = true },
        Clash = NameClash.Refuses,
        RefusesNoEntries = true,
    };

    /// <summary>hivemind 1.1 procfile.go: as overmind.</summary>
    internal static LineToolRules Hivemind => Overmind;

    /// <summary>goreman 0.3 main.go readProcfile. It keeps both of two equal names, and startProc and findProc both hit the first.</summary>
    internal static LineToolRules Goreman { get; } = new()
    {
        Breaks = LineBreaks.Lf,
        Line = new FirstColonRule(),
        Clash = NameClash.RunsFirst,
        RefusesNoEntries = true,
    };

    /// <summary>node-foreman 3.0 lib/procfile.js: the entries are properties of an object.</summary>
    internal static LineToolRules NodeForeman { get; } = new()
    {
        Breaks = LineBreaks.Lf,
        Line = new NodeForemanRule(),
        Clash = NameClash.LastInFirstPlace,
        Order = EntryOrder.JavaScriptObject,
    };

    /// <summary>procfile-util procfile/parse.go: <c>bufio.Scanner</c>, sorted by name.</summary>
    internal static LineToolRules ProcfileUtil { get; } = ProcfileUtilRules(isStrict: false);

    /// <summary>procfile-util procfile/parse.go with <c>--strict</c>.</summary>
    internal static LineToolRules ProcfileUtilStrict { get; } = ProcfileUtilRules(isStrict: true);

    /// <summary>heroku/procfile-cnb 2.0 src/procfile.rs, which has the slug compiler's pattern.</summary>
    internal static LineToolRules HerokuClassic { get; } = new()
    {
        Breaks = LineBreaks.AnyCr,
        Line = new HerokuClassicRule(),
        NeedsUtf8 = true,
        Clash = NameClash.LastInLastPlace,
    };

    /// <summary>paketo-buildpacks/procfile procfile/procfile.go: <c>bufio.Scanner</c>, foreman's pattern, a map that is sorted afterwards.</summary>
    internal static LineToolRules Paketo { get; } = new()
    {
        Breaks = LineBreaks.LfOrCrLfOrFinalCr,
        Line = GoPattern,
        LineBuffer = ScannerBuffer,
        Clash = NameClash.LastInFirstPlace,
        Order = EntryOrder.Name,
    };

    /// <summary>mprocs src/mprocs/mprocs.rs load_procfile_procs.</summary>
    internal static LineToolRules Mprocs { get; } = new()
    {
        Breaks = LineBreaks.LfOrCrLf,
        Line = new FirstColonRule { AllowsEmptyName = true },
        NeedsUtf8 = true,
        Clash = NameClash.Renames,
    };

    /// <summary>cloud66-oss/starter common/utils.go ParseProcfile: names without a hyphen, CRLF leaves a CR in the command.</summary>
    internal static LineToolRules Cloud66 { get; } = new()
    {
        Breaks = LineBreaks.Lf,
        Line = new PatternRule { NameBytes = PatternRule.WordNames, Blanks = Blanks.GoPattern },
    };

    private static LineToolRules ProcfileUtilRules(bool isStrict) => new()
    {
        Breaks = LineBreaks.LfOrCrLfOrFinalCr,
        Line = new ProcfileUtilRule { IsStrict = isStrict },
        LineBuffer = ScannerBuffer,
        Clash = NameClash.Refuses,
        Order = EntryOrder.Name,
        RefusesNoEntries = true,
    };
}
