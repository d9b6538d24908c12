using System.Collections.Immutable;
using System.CommandLine;
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
    internal string DisplayName => _found.DisplayName;

    internal ProcfileDocument Document => _found.Document;

    internal ProcfileReading Reading => _found.Document.Reading;

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
        DiagnosticLines.PrintProblems(input.DisplayName, input.Reading.Diagnostics);
        if (input.Reading.HasErrors)
            return ExitCodes.Fault;
        ImmutableArray<ProcessType> types = ProcessTypes.From(input.Reading);
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
        var nothing = new FoundProcfile(null, FoundProcfile.DirectoryOf(parsed), "", ProcfileDocument.Parse(""));
        return EnvironmentInput.Use(parsed, nothing.Root, environment => command(new ProcfileInput(parsed, nothing, environment), []));
    }

    /// <summary>Runs a command on the variables that go with the Procfile, or with the directory when there is none.</summary>
    internal static int UseVariables(ParseResult parsed, Func<EnvironmentInput, int> command)
    {
        if (!FoundProcfile.Exists(parsed))
            return EnvironmentInput.Use(parsed, FoundProcfile.DirectoryOf(parsed), command);
        return Use(parsed, input => EnvironmentInput.Use(parsed, input._found.Root, command));
    }

    /// <summary>What a supervisor needs to know of the options that commands share.</summary>
    internal SupervisorOptions SupervisorOptions() => new()
    {
        Directory = _found.Root,
        Variables = _environment!.Variables,
        Formation = Formation(),
        Ports = Ports,
        BasePort = BasePort,
    };

    private PortPolicy Ports => PortPolicy.For(Reading.Dialect);

    private int? BasePort => Ports.GetBasePort(Value(SharedOptions.Port), PortIn(VariableLayer.EnvironmentFile), PortIn(VariableLayer.ProcessEnvironment));

    /// <summary>Where the command of a type begins, as messages write it: <c>Procfile:3:6</c>.</summary>
    internal string PlaceOf(ProcessType type) => Reading.TryGetEntry(type.Name, out ProcfileEntry entry)
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{DisplayName}:{entry.Line}:{entry.CommandColumn}")
        : DisplayName;

    /// <summary>Says what was noticed in a command, at its place in the file.</summary>
    internal void PrintProblems(ProcessType type, IEnumerable<Diagnostic> diagnostics)
    {
        if (Reading.TryGetEntry(type.Name, out ProcfileEntry entry))
            DiagnosticLines.PrintProblems(DisplayName, diagnostics.Select(diagnostic => CommandPlaces.InCommand(entry, diagnostic)));
    }

    private string? PortIn(VariableLayer layer) => _environment!.Variables.Only(layer).GetValueOrDefault(ProcessPlan.PortVariable);

    private Formation? Formation() =>
        Value(SharedOptions.Formation) is { } text ? Core.Commands.Formation.Parse(text, FormationDialect.For(Reading.Dialect)) : null;

    private int CheckFormation(ImmutableArray<ProcessType> types)
    {
        if (Formation() is not { } formation)
            return ExitCodes.Fine;
        string text = $"--formation {Value(SharedOptions.Formation)}";
        if (formation.Diagnostics.FirstOrDefault(problem => problem.Severity == DiagnosticSeverity.Error) is { } first)
            return Complaints.Usage($"{text}: {first.Message}");
        string? unknown = formation.Counts.Keys.FirstOrDefault(name => types.All(type => type.Name != name));
        return unknown is null
            ? ExitCodes.Fine
            : Complaints.Usage($"{text}: {Suggestions.NoSuch("process type", unknown, [.. types.Select(type => type.Name)])}");
    }

    /// <summary>An option's value, where the command has the option.</summary>
    private T? Value<T>(Option<T> option) => _parsed.GetResult(option) is null ? default : _parsed.GetValue(option);
}
