using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Procfile.Core.Commands;
using Procfile.Core.Environments;
using Procfile.Core.Supervision;
using Procfile.Core.Syntax;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Input;

/// <summary>The Procfile that a command works on, and the variables that go with it.</summary>
internal sealed class ProcfileInput
{
    private readonly ParseResult _parsed;
    private readonly FoundProcfile _found;
    private readonly EnvironmentInput? _environment;

    private ProcfileInput(ParseResult parsed, FoundProcfile found, EnvironmentInput? environment = null) =>
        (_parsed, _found, _environment) = (parsed, found, environment);

    /// <summary>What messages call the file.</summary>
    internal string DisplayName => _found.Main.Path;

    /// <summary>The directory its processes run in.</summary>
    internal string Root => _found.Root;

    internal ProcfileDocument Document => _found.Main.Document;

    internal ProcfileReading Reading => _found.Main.Reading;

    /// <summary>The entries that count, those of the base that the file is merged into among them.</summary>
    internal IEnumerable<ProcfileEntry> Entries => _found.Entries.Select(entry => entry.Entry);

    internal bool HasErrors => _found.Sources.Any(source => source.Reading.HasErrors);

    /// <summary>What is wrong in the files, however many.</summary>
    internal IEnumerable<Diagnostic> Diagnostics => _found.Sources.SelectMany(source => source.Reading.Diagnostics);

    /// <summary>Runs a command on what is read, with or without errors in it.</summary>
    internal static int Use(ParseResult parsed, Func<ProcfileInput, int> command) =>
        FoundProcfile.TryFind(parsed, out FoundProcfile? found) is var code && code != ExitCodes.Fine
            ? code
            : command(new ProcfileInput(parsed, found!));

    /// <summary>Runs a command on what is read, and on the <c>.env</c> files that go with it.</summary>
    internal static int UseWithEnvironment(ParseResult parsed, Func<ProcfileInput, EnvironmentInput, int> command) =>
        Use(parsed, input => EnvironmentInput.Use(parsed, input._found.Root, environment => command(input, environment)));

    /// <summary>Runs a command on the process types of a Procfile without errors.</summary>
    internal static int UseTypes(ParseResult parsed, Func<ProcfileInput, ImmutableArray<ProcessType>, int> command) => Use(parsed, input =>
    {
        input.PrintProblems();
        if (input.HasErrors)
            return ExitCodes.Fault;
        bool isRackStack = parsed.ValueOf(SharedOptions.RackStack);
        ImmutableArray<ProcessType> types = ProcessTypes.From(input.Entries.Where(entry => Cloud66Rules.IsRun(entry.Name, isRackStack)));
        input.PrintEntriesLeftOut();
        if (input.CheckFormation(types) is var wrong && wrong != ExitCodes.Fine)
            return wrong;
        return EnvironmentInput.Use(parsed, input._found.Root, environment =>
        {
            environment.PrintProblems();
            var complete = new ProcfileInput(parsed, input._found, environment);
            return complete.Ports is { AssignsPorts: true } && complete.BasePort is null
                ? Complaints.Fault($"PORT={environment.Variables.GetValueOrDefault(ProcessPlan.PortVariable)} is no port: give a number from 1 to 65535")
                : command(complete, types);
        });
    });

    /// <summary>Runs a command that can do without a Procfile, such as <c>run -- COMMAND</c>.</summary>
    internal static int UseForRun(ParseResult parsed, Func<ProcfileInput, ImmutableArray<ProcessType>, int> command)
    {
        if (FoundProcfile.Exists(parsed))
            return UseTypes(parsed, command);
        var nothing = FoundProcfile.Of(FoundProcfile.DirectoryOf(parsed), "", ProcfileDocument.Parse(""));
        return EnvironmentInput.Use(parsed, nothing.Root, environment => command(new ProcfileInput(parsed, nothing, environment), []));
    }

    /// <summary>Runs a command on the variables that go with the Procfile, or with the directory when there is none.</summary>
    internal static int UseVariables(ParseResult parsed, Func<EnvironmentInput, int> command)
    {
        if (!FoundProcfile.Exists(parsed))
            return EnvironmentInput.Use(parsed, FoundProcfile.DirectoryOf(parsed), command);
        return Use(parsed, input => EnvironmentInput.Use(parsed, input._found.Root, command));
    }

    /// <summary>What a supervisor needs to know of the options that commands share, and of the tool whose dialect is spoken.</summary>
    internal SupervisorOptions SupervisorOptions() => new()
    {
        Directory = _found.Root,
        Variables = _environment!.Variables,
        Formation = Formation(),
        Ports = Ports,
        BasePort = BasePort,
        Naming = ProcessNaming.For(Reading.Dialect),
        ShellPath = _parsed.ValueOf(SharedOptions.Shell) ?? CommandExpander.ShellFor(Reading.Dialect),
    };

    /// <summary>The files that say what runs.</summary>
    internal IEnumerable<string> PathsToWatch => [.. FoundProcfile.PathsToWatch(_parsed), .. _environment!.PathsToWatch(_found.Root)];

    private PortPolicy Ports => PortPolicy.For(Reading.Dialect) with { SkipTaken = _parsed.ValueOf(SharedOptions.SkipTakenPorts) };

    private int? BasePort => Ports.GetBasePort(
        _parsed.ValueOf(SharedOptions.Port), PortIn(VariableLayer.EnvironmentFile), PortIn(VariableLayer.ProcessEnvironment));

    /// <summary>Where the command of a type begins, as messages write it: <c>Procfile:3:6</c>.</summary>
    internal string PlaceOf(ProcessType type) => EntryOf(type) is var (entry, path)
        ? string.Create(CultureInfo.InvariantCulture, $"{path}:{entry.Line}:{entry.CommandColumn}")
        : DisplayName;

    /// <summary>Says what is wrong in the files.</summary>
    internal void PrintProblems()
    {
        foreach (ProcfileSource source in _found.Sources)
            DiagnosticLines.PrintProblems(source.Path, source.Reading.Diagnostics);
    }

    /// <summary>Says what was noticed in a command, at its place in the file.</summary>
    internal void PrintProblems(ProcessType type, IEnumerable<Diagnostic> diagnostics)
    {
        if (EntryOf(type) is var (entry, path))
            DiagnosticLines.PrintProblems(path, diagnostics.Select(diagnostic => CommandPlaces.InCommand(entry, diagnostic)));
    }

    /// <summary>Some tools run all entries of one name. Here a name means one type, whose processes can be scaled and addressed.</summary>
    private void PrintEntriesLeftOut()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach ((ProcfileEntry entry, string path) in _found.Entries.Where(entry => !names.Add(entry.Entry.Name)))
            Complaints.Say(string.Create(CultureInfo.InvariantCulture, $"{path}:{entry.Line}: this \"{entry.Name}\" is not run: only the first of a name is"));
    }

    private SourcedEntry? EntryOf(ProcessType type) => _found.Entries.FirstOrDefault(entry => entry.Entry.Name == type.Name);

    private string? PortIn(VariableLayer layer) => _environment!.Variables.Only(layer).GetValueOrDefault(ProcessPlan.PortVariable);

    private Formation? Formation() =>
        _parsed.ValueOf(SharedOptions.Formation) is { } text ? Core.Commands.Formation.Parse(text, FormationDialect.For(Reading.Dialect)) : null;

    private int CheckFormation(ImmutableArray<ProcessType> types)
    {
        if (Formation() is not { } formation)
            return ExitCodes.Fine;
        string text = $"--formation {_parsed.ValueOf(SharedOptions.Formation)}";
        string[] names = [.. types.Select(type => type.Name)];
        Diagnostic[] problems = [.. formation.Diagnostics, .. Ports.Check(names, formation)];
        if (problems.FirstOrDefault(problem => problem.Severity == DiagnosticSeverity.Error) is { } first)
            return Complaints.Usage($"{text}: {first.Message}");
        if (formation.Counts.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
            return Complaints.Usage($"{text}: {Suggestions.NoSuch("process type", unknown, names)}");
        foreach (Diagnostic problem in problems)
            Complaints.Say($"{text}: {problem.Message}");
        return ExitCodes.Fine;
    }
}
