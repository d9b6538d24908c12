using System.Collections.Immutable;
using System.Globalization;
using Procfile.Core.Commands;
using Procfile.Core.Environments;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.Supervision;

/// <summary>
/// Says what a supervisor with these types and options would run: the last step of the road from a Procfile to processes, without
/// starting any.
/// </summary>
public sealed class ProcessPlan
{
    /// <summary>The variable with the process's port.</summary>
    public const string PortVariable = "PORT";

    private const string TerminalVariable = "TERM", DefaultTerminal = "xterm-256color";

    private readonly CommandExpander _expander;
    private readonly Formation? _formation;
    private readonly string? _directory;
    private readonly IReadOnlyDictionary<string, string>? _given;
    private readonly PlanPorts _ports;
    private readonly Dictionary<string, TypeLaunch> _launches;
    private readonly Dictionary<string, int> _namedCounts = new(StringComparer.Ordinal);
    private readonly Lazy<ImmutableArray<(string Process, int Port)>> _announcedPorts;

    /// <summary>Makes a plan.</summary>
    /// <param name="types">The process types; names must differ.</param>
    /// <param name="options">The supervisor's options; default when null.</param>
    /// <exception cref="ArgumentException">Two types have one name.</exception>
    public ProcessPlan(IEnumerable<ProcessType> types, SupervisorOptions? options = null)
        : this(types, options, options?.Directory, options?.Variables)
    {
    }

    /// <summary>Makes a plan with a directory and variables of its own; the host's options are the host's to write to.</summary>
    internal ProcessPlan(IEnumerable<ProcessType> types, SupervisorOptions? options, string? directory, IReadOnlyDictionary<string, string>? given)
    {
        ArgumentNullException.ThrowIfNull(types);
        Options = options ?? new SupervisorOptions();
        Types = [.. types];
        if (Types.Select(type => type.Name).Distinct(StringComparer.Ordinal).Count() != Types.Length)
            throw new ArgumentException("Two process types have the same name: rename one.", nameof(types));
        // All of it is taken now: a host that changes its options afterwards makes another plan and has that one loaded.
        _expander = new CommandExpander { Mode = Options.CommandMode, ShellPath = Options.ShellPath };
        _formation = Options.Formation;
        IReadOnlyDictionary<string, string> variables = given ?? ProcessVariables.OfThisProcess();
        (_directory, _given) = (directory, given);
        int? basePort = Options.BasePort ?? Options.Ports.GetBasePort(fromEnvironment: variables.GetValueOrDefault(PortVariable));
        _ports = new PlanPorts(Options.Ports, basePort, Types, _formation);
        _announcedPorts = new(AnnouncedPorts);
        Dictionary<string, string> common = CommonVariables(variables);
        _launches = Types.ToDictionary(type => type.Name, type => LaunchOf(type, common), StringComparer.Ordinal);
    }

    /// <summary>A name that says how many there are must not change while they run.</summary>
    private static Dictionary<string, int> NamedCounts(ProcessPlan before, IEnumerable<string> known) => known.ToDictionary(
        type => type, type => before._namedCounts.TryGetValue(type, out int count) ? count : before.CountOf(type), StringComparer.Ordinal);

    private ProcessPlan(ProcessPlan plan, PlanPorts ports, Dictionary<string, int> namedCounts)
    {
        (Options, Types, _expander, _formation) = (plan.Options, plan.Types, plan._expander, plan._formation);
        (_directory, _given, _launches) = (plan._directory, plan._given, plan._launches);
        (_ports, _namedCounts) = (ports, namedCounts);
        _announcedPorts = new(AnnouncedPorts);
    }

    /// <summary>The process types.</summary>
    public ImmutableArray<ProcessType> Types { get; }

    internal SupervisorOptions Options { get; }

    /// <summary>The same for other types.</summary>
    internal ProcessPlan With(IEnumerable<ProcessType> types) => new(types, Options, _directory, _given);

    /// <summary>How many processes of a type there are at the start.</summary>
    internal int CountOf(string type) => _formation?.Count(type) ?? 1;

    /// <summary>The name of a process. How many there are of its type counts as at the start, so that no name changes by scaling.</summary>
    internal string NameOf(string type, int index) =>
        Options.Naming.GetName(type, index, Math.Max(index, _namedCounts.TryGetValue(type, out int count) ? count : CountOf(type)));

    /// <summary>What the processes of a type are started with.</summary>
    internal TypeLaunch LaunchOf(string type) => _launches[type];

    /// <summary>What is different for a type that both plans have, in words; empty when its processes would be started just as before.</summary>
    internal ImmutableArray<string> ChangesOf(string type, ProcessPlan before) => before.LaunchOf(type).DifferencesTo(LaunchOf(type));

    /// <summary>This plan after another one: ports and names of processes that may still be there stay as they are.</summary>
    /// <param name="before">The other one.</param>
    /// <param name="known">The types whose processes may still be there.</param>
    internal ProcessPlan After(ProcessPlan before, IReadOnlyCollection<string> known) =>
        new(this, _ports.After(before._ports, known), NamedCounts(before, known));

    /// <summary>All processes of the formation, in the Procfile's order.</summary>
    /// <remarks>Unique integers are those of a host on which none is taken; nothing is leased.</remarks>
    public ImmutableArray<PlannedProcess> Processes()
    {
        var processes = ImmutableArray.CreateBuilder<PlannedProcess>();
        int integer = 0;
        foreach (ProcessType type in Types)
        {
            for (int index = 1; index <= CountOf(type.Name); index++)
                processes.Add(Plan(type, index, NeedsUniqueInt(type) ? ++integer : null));
        }

        return processes.ToImmutable();
    }

    /// <summary>One process.</summary>
    /// <param name="type">Its type, one of <see cref="Types"/>.</param>
    /// <param name="index">Its number within the type, from 1.</param>
    /// <param name="uniqueInt">Its unique integer, where its command asks for one.</param>
    public PlannedProcess Plan(ProcessType type, int index, int? uniqueInt = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        string name = NameOf(type.Name, index);
        TypeLaunch launch = _launches[type.Name];
        int? port = _ports.Of(type.Name, index);
        Dictionary<string, string> injected = InjectedVariables(name, port);

        var environment = new OverlaidVariables(launch.Variables, injected);
        ITokenSource? tokens = uniqueInt is { } integer ? new UniqueIntToken(integer, Options.Tokens) : Options.Tokens;
        ExpandedCommand command = _expander.Expand(type.Command, environment, tokens);
        // Assignments before the command are over all others, also over the ones just read.
        Add(command.Assignments, injected);

        ProcessSpec? spec = command.HasErrors || command.Arguments.IsEmpty ? null : new ProcessSpec
        {
            Name = name,
            Arguments = command.Arguments,
            Environment = environment,
            Directory = launch.Directory,
            Streams = launch.Terminal is null ? ProcessStreams.Piped : ProcessStreams.Terminal,
            TerminalSize = launch.Terminal ?? default,
            User = launch.User,
            Niceness = launch.Niceness,
            Umask = launch.Umask,
            OpenFiles = launch.OpenFiles,
            Port = port,
            UniqueInt = uniqueInt,
        };
        return new PlannedProcess
        {
            Name = name,
            Type = type,
            Index = index,
            Port = port,
            UniqueInt = uniqueInt,
            Command = command,
            InjectedVariables = injected,
            Spec = spec,
            Problem = spec is null ? CommandProblem(command) : null,
        };
    }

    /// <summary>Looks whether a process could be started as things stand: the command exists, the directory can be entered.</summary>
    /// <param name="process">The process.</param>
    /// <returns>Null when nothing speaks against it.</returns>
    public static LaunchFailure? FindProblem(PlannedProcess process)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (process.Spec is not { } spec)
            return process.Problem;
        return SpecCheck.Find(spec)
            ?? WorkingDirectory.FindProblem(spec.Directory)
            ?? ExecutableLocator.Find(spec.Arguments[0], spec.Environment, spec.Directory, out _);
    }

    /// <summary>Whether the command of a type asks for a unique integer.</summary>
    /// <param name="type">The type.</param>
    public static bool NeedsUniqueInt(ProcessType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.Command.Contains($"{{{{{UniqueIntToken.Name}}}}}", StringComparison.Ordinal);
    }

    private static LaunchFailure CommandProblem(ExpandedCommand command) => new(
        LaunchFailureKind.InvalidSpec, command.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == Syntax.DiagnosticSeverity.Error)?.Message
            ?? "The command is empty: write a command after the colon.");

    private static void Add(IEnumerable<KeyValuePair<string, string>> from, Dictionary<string, string> to)
    {
        foreach ((string name, string value) in from)
            to[name] = value;
    }

    private TypeLaunch LaunchOf(ProcessType type, Dictionary<string, string> common)
    {
        ProcessTypeOptions? own = Options.FindOptionsFor(type.Name);
        return new TypeLaunch
        {
            Command = type.Command,
            Mode = _expander.Mode,
            ShellPath = _expander.ShellPath,
            Variables = VariablesOf(own, common),
            Ports = _ports,
            Directory = own?.Directory ?? _directory,
            Terminal = own?.Terminal,
            User = own?.User,
            Niceness = own?.Niceness,
            Umask = own?.Umask,
            OpenFiles = own?.OpenFiles,
        };
    }

    private Dictionary<string, string> InjectedVariables(string name, int? port)
    {
        var injected = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Options.Naming.Variable is { } nameVariable)
            injected[nameVariable] = name;
        if (port is { } number)
            injected[PortVariable] = number.ToString(CultureInfo.InvariantCulture);
        foreach ((string process, int otherPort) in _announcedPorts.Value.Where(other => other.Process != name))
            injected[Options.Naming.GetPortVariable(process)!] = otherPort.ToString(CultureInfo.InvariantCulture);
        return injected;
    }

    /// <summary>The ports that every process is told of all others of the formation at the start, where the naming has variables for them.</summary>
    private ImmutableArray<(string Process, int Port)> AnnouncedPorts()
    {
        if (Options.Naming.GetPortVariable("") is null)
            return [];
        return [.. from type in Types
                   from index in Enumerable.Range(1, CountOf(type.Name))
                   let port = _ports.Of(type.Name, index)
                   where port is not null
                   select (NameOf(type.Name, index), port.Value)];
    }

    /// <summary>What all processes have in common. The host's own place in another formation is not theirs.</summary>
    private Dictionary<string, string> CommonVariables(IReadOnlyDictionary<string, string> variables)
    {
        var common = new Dictionary<string, string>(variables, StringComparer.Ordinal);
        if (Options.Naming.Variable is { } nameVariable)
            common.Remove(nameVariable);
        if (_ports.AreAssigned)
            common.Remove(PortVariable);
        return common;
    }

    private static Dictionary<string, string> VariablesOf(ProcessTypeOptions? own, Dictionary<string, string> common)
    {
        if (own is null || (own.Environment.Count == 0 && own.Terminal is null && own.User is null))
            return common;
        var variables = new Dictionary<string, string>(common, StringComparer.Ordinal);
        if (own.Terminal is not null)
            variables.TryAdd(TerminalVariable, DefaultTerminal);
        if (own.User is not null && UserAccount.Find(own.User) is { } account)
            Add([new("HOME", account.Home), new("USER", account.Name), new("LOGNAME", account.Name)], variables);
        Add(own.Environment, variables);
        return variables;
    }
}
