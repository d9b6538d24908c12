using System.Collections.Immutable;
using System.CommandLine;
using Procfile.Core.Commands;
using Procfile.Core.Supervision;
using Procfile.Core.Syntax;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Input;

/// <summary>The Procfile that a command works on, found and read as the options say.</summary>
internal sealed class ProcfileInput
{
    private readonly ParseResult _parsed;
    private readonly EnvironmentInput? _environment;

    private ProcfileInput(ParseResult parsed, ProcfileSource source, ProcfileReading reading, EnvironmentInput? environment)
    {
        (_parsed, Source, Reading, _environment) = (parsed, source, reading, environment);
    }

    internal ProcfileSource Source { get; }

    /// <summary>What messages call the file.</summary>
    internal string DisplayName => Source.DisplayName;

    internal ProcfileReading Reading { get; }

    /// <summary>Runs a command on what is read, with or without errors in it.</summary>
    internal static int Use(ParseResult parsed, Func<ProcfileInput, int> command)
    {
        int code = TryRead(parsed, out ProcfileSource? source, out ProcfileReading? reading);
        return code == ExitCodes.Fine ? command(new ProcfileInput(parsed, source!, reading!, null)) : code;
    }

    /// <summary>Runs a command on the process types of a Procfile without errors.</summary>
    internal static int UseTypes(ParseResult parsed, Func<ProcfileInput, ImmutableArray<ProcessType>, int> command) => Use(parsed, input =>
    {
        DiagnosticLines.PrintProblems(input.DisplayName, input.Reading.Diagnostics);
        if (input.Reading.HasErrors)
            return ExitCodes.Fault;
        ImmutableArray<ProcessType> types = ProcessTypes.From(input.Reading);
        return input.CheckFormation(types) is var wrong && wrong != ExitCodes.Fine
            ? wrong
            : EnvironmentInput.Use(parsed, input.Source, environment =>
            {
                environment.PrintProblems();
                return command(new ProcfileInput(parsed, input.Source, input.Reading, environment), types);
            });
    });

    /// <summary>Runs a command that can do without a Procfile, such as <c>run -- COMMAND</c>.</summary>
    internal static int UseForRun(ParseResult parsed, Func<ProcfileInput, ImmutableArray<ProcessType>, int> command)
    {
        bool named = parsed.GetValue(SharedOptions.File) is not null;
        if (named || ProcfileSource.Find(parsed, out _) is not null)
            return UseTypes(parsed, command);
        ProcfileSource nothing = ProcfileSource.Nothing(parsed);
        return EnvironmentInput.Use(parsed, nothing, environment =>
            command(new ProcfileInput(parsed, nothing, ProcfileDocument.Parse("").Reading, environment), []));
    }

    /// <summary>Changes the file, and only where the edit does.</summary>
    internal static int Edit(ParseResult parsed, bool create, Func<ProcfileDocument, ProcfileDocument> edit)
    {
        if (parsed.GetValue(SharedOptions.File) == ProcfileSource.StandardInput)
            return Complaints.Usage("standard input cannot be changed: name a file with -f");
        ProcfileSource? source = ProcfileSource.Find(parsed, out string problem);
        if (source is null && !create)
            return Complaints.Fault(problem);
        string path = source?.Path ?? ProcfileSource.PathToCreate(parsed);
        ProcfileDocument? document;
        if (create && !System.IO.Path.Exists(path))
        {
            if (!ProcfileSource.TryGetDialect(parsed, out ProcfileDialect? dialect, out problem))
                return Complaints.Usage(problem);
            document = ProcfileDocument.Parse("", dialect);
        }
        else if (source!.TryReadDocument(parsed, out document, out problem) is var code && code != ExitCodes.Fine)
        {
            Complaints.Say(problem);
            return code;
        }

        try
        {
            AtomicFile.Write(path, edit(document!).ToBytes());
            return ExitCodes.Fine;
        }
        catch (ArgumentException)
        {
            return Complaints.Usage(
                $"a Procfile cannot say that: a name is one word without a colon, a command one line of text, as {document!.Dialect.Name} reads them");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Complaints.Fault($"{path} cannot be written: {exception.Message}");
        }
    }

    /// <summary>What a supervisor needs to know of the options that commands share.</summary>
    internal SupervisorOptions SupervisorOptions() => new()
    {
        Directory = Source.Root,
        Variables = _environment!.All,
        Formation = FormationText() is { } text ? Formation.Parse(text) : null,
        BasePort = PortPolicy.Foreman.GetBasePort(
            Value(SharedOptions.Port), _environment.OfFiles.GetValueOrDefault(ProcessPlan.PortVariable), _environment.OfProcess.GetValueOrDefault(ProcessPlan.PortVariable)),
    };

    internal int LineOf(ProcessType type) => Reading.TryGetEntry(type.Name, out ProcfileEntry? entry) ? entry.Line : 1;

    internal int CommandColumnOf(ProcessType type) => Reading.TryGetEntry(type.Name, out ProcfileEntry? entry) ? entry.CommandColumn : 1;

    private static int TryRead(ParseResult parsed, out ProcfileSource? source, out ProcfileReading? reading)
    {
        (source, reading) = (null, null);
        if (ProcfileSource.Find(parsed, out string problem) is not { } found)
            return Complaints.Fault(problem);
        source = found;
        int code = found.TryReadDocument(parsed, out ProcfileDocument? document, out problem);
        if (code != ExitCodes.Fine)
        {
            Complaints.Say(problem);
            return code;
        }

        reading = document!.Reading;
        return ExitCodes.Fine;
    }

    private int CheckFormation(ImmutableArray<ProcessType> types)
    {
        if (FormationText() is not { } text)
            return ExitCodes.Fine;
        Formation formation = Formation.Parse(text);
        IEnumerable<Diagnostic> problems = formation.Diagnostics.Concat(formation.Check([.. types.Select(type => type.Name)]));
        if (problems.FirstOrDefault(problem => problem.Severity == DiagnosticSeverity.Error) is { } first)
            return Complaints.Usage($"--formation {text}: {first.Message}");
        string? unknown = formation.Counts.Keys.FirstOrDefault(name => types.All(type => type.Name != name));
        return unknown is null
            ? ExitCodes.Fine
            : Complaints.Usage($"--formation {text}: {Suggestions.NoSuch("process type", unknown, [.. types.Select(type => type.Name)])}");
    }

    private string? FormationText() => Value(SharedOptions.Formation);

    /// <summary>An option's value, where the command has the option.</summary>
    private T? Value<T>(Option<T> option) => _parsed.GetResult(option) is null ? default : _parsed.GetValue(option);
}
