using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;
using Procfile.Core.Supervision;
using Procfile.Core.Supervision.Engine;

namespace Procfile.Core.Exporting;

/// <summary>What is exported: the processes of a plan, with what was noticed on the way.</summary>
internal sealed partial class ExportPlan
{
    private const string SearchPath = "PATH";

    private readonly ProcessPlan _plan;
    private readonly bool _inContainers;

    internal ExportPlan(ProcessPlan plan, ExportOptions options, bool inContainers)
    {
        ArgumentNullException.ThrowIfNull(plan);
        (_plan, Options, _inContainers) = (plan, options, inContainers);
        Types = [.. plan.Types.Where(type => CountOf(type) > 0)];
    }

    internal ExportOptions Options { get; }

    internal SupervisorOptions Supervision => _plan.Options;

    internal ExportNotes Notes { get; } = new();

    /// <summary>The types of which at least one process is to run.</summary>
    internal ImmutableArray<ProcessType> Types { get; }

    internal int CountOf(ProcessType type) => _plan.CountOf(type.Name);

    /// <summary>Every process of the formation that can be written.</summary>
    internal ImmutableArray<ExportedProcess> Processes()
    {
        var processes = ImmutableArray.CreateBuilder<ExportedProcess>();
        int integer = Options.FirstUniqueInt;
        foreach (ProcessType type in Types)
        {
            for (int index = 1; index <= CountOf(type); index++)
            {
                int? uniqueInt = ProcessPlan.NeedsUniqueInt(type) ? integer++ : null;
                PlannedProcess planned = _plan.Plan(type, index, uniqueInt);
                ITokenSource? tokens = uniqueInt is { } value ? new UniqueIntToken(value, Supervision.Tokens) : Supervision.Tokens;
                if (Make(planned, VariablesBefore(planned), tokens) is { } process)
                    processes.Add(process);
            }
        }

        return processes.ToImmutable();
    }

    /// <summary>The process that stands for all of a type, whose number is known only when it starts.</summary>
    /// <param name="type">The type.</param>
    /// <param name="marks">What stands in place of what is not known yet.</param>
    internal ExportedProcess? Replica(ProcessType type, ReplicaMarks marks)
    {
        PlannedProcess planned = _plan.Plan(type, 1, ProcessPlan.NeedsUniqueInt(type) ? 1 : null);
        Dictionary<string, string> variables = VariablesBefore(planned);
        if (Supervision.Naming.Variable is { } nameVariable)
            variables[nameVariable] = marks.Name ?? Supervision.Naming.GetName(type.Name, 2, 2)[..^1] + ReplicaMarks.IndexMark;
        if (planned.Port is not null && marks.Port != ReplicaMarks.FirstPort)
        {
            variables.Remove(ProcessPlan.PortVariable);
            if (marks.Port is { } port)
                variables[ProcessPlan.PortVariable] = port;
        }

        ITokenSource? tokens = ProcessPlan.NeedsUniqueInt(type) ? new MarkToken(ReplicaMarks.UniqueIntMark, Supervision.Tokens) : Supervision.Tokens;
        return Make(planned, variables, tokens) is { } process ? process with { Name = type.Name, Index = 0 } : null;
    }

    /// <summary>The port of a process by its number; null when its type has none.</summary>
    internal int? PortOf(ProcessType type, int index) => _plan.Plan(type, index, ProcessPlan.NeedsUniqueInt(type) ? 1 : null).Port;

    private ExportedProcess? Make(PlannedProcess planned, Dictionary<string, string> variables, ITokenSource? tokens)
    {
        if (planned.Spec is not { } spec)
        {
            Notes.Error(planned.Name, planned.Problem!.Message);
            return null;
        }

        if (SpecCheck.Find(spec) is { } problem)
        {
            Notes.Error(planned.Name, problem.Message);
            return null;
        }

        ProcessTypeOptions? own = Supervision.FindOptionsFor(planned.Type.Name);
        var rules = TypeRules.For(planned.Type, _plan);
        ExpandedCommand command = Expand(planned.Type, variables, tokens);
        foreach ((string name, string value) in command.Assignments)
            variables[name] = value;
        string? user = own?.User ?? Options.User;
        AddAccount(user, own, variables);
        if (spec.Streams == ProcessStreams.Terminal)
            Notes.Warn(planned.Type.Name, "a terminal of its own is beyond the format: it gets none.");

        HashSet<string> ownNames =
        [
            .. planned.InjectedVariables.Keys.Where(name => command.Assignments.All(assignment => assignment.Key != name)),
            .. variables.Where(variable => ReplicaMarks.IsIn(variable.Value)).Select(variable => variable.Key),
        ];
        string[] account = user?.Split(':', 2) ?? [];
        return new ExportedProcess
        {
            Name = planned.Name,
            Type = planned.Type,
            Index = planned.Index,
            Port = planned.Port,
            Arguments = command.Arguments,
            Own = Sorted(variables.Where(variable => ownNames.Contains(variable.Key))),
            Shared = Sorted(variables.Where(variable => !ownNames.Contains(variable.Key))),
            Directory = _inContainers ? Options.ContainerDirectory : Path.GetFullPath(spec.Directory ?? Environment.CurrentDirectory),
            User = account.ElementAtOrDefault(0),
            Group = account.ElementAtOrDefault(1),
            Niceness = spec.Niceness,
            Umask = spec.Umask,
            Limits = LimitsOf(spec),
            Stop = rules.StopSequence,
            Restart = RestartRule.Of(rules, Notes),
        };
    }

    /// <summary>
    /// Expands a command with what is known now. A variable that is not known may be set where the process starts, <c>HOME</c> for
    /// instance: then the shell has to look.
    /// </summary>
    private ExpandedCommand Expand(ProcessType type, Dictionary<string, string> variables, ITokenSource? tokens)
    {
        bool isKnown = Reference().Matches(type.Command).All(reference => variables.ContainsKey(reference.Groups[1].Value));
        var expander = new CommandExpander
        {
            Mode = isKnown || Supervision.CommandMode == CommandMode.Direct ? Supervision.CommandMode : CommandMode.Shell,
            ShellPath = Supervision.ShellPath,
        };
        if (!_inContainers || variables.ContainsKey(SearchPath))
            return expander.Expand(type.Command, variables, tokens);
        // An image has a search path of its own: that there is one is all that counts here.
        return expander.Expand(type.Command, new Dictionary<string, string>(variables, StringComparer.Ordinal) { [SearchPath] = "/usr/bin:/bin" }, tokens);
    }

    /// <summary>A planned process's variables as its command sees them: without the assignments in front of the command.</summary>
    private Dictionary<string, string> VariablesBefore(PlannedProcess planned)
    {
        if (planned.Spec is null)
            return [];
        var variables = new Dictionary<string, string>(planned.Spec.Environment, StringComparer.Ordinal);
        ProcessTypeOptions? own = Supervision.FindOptionsFor(planned.Type.Name);
        foreach ((string name, _) in planned.Command.Assignments)
        {
            if (Before(name) is { } value)
                variables[name] = value;
            else
                variables.Remove(name);
        }

        return variables;

        string? Before(string name) =>
            name == Supervision.Naming.Variable ? planned.Name
            : name == ProcessPlan.PortVariable && planned.Port is { } port ? port.ToString(CultureInfo.InvariantCulture)
            : own is not null && own.Environment.TryGetValue(name, out string? typed) ? typed
            : Supervision.Variables?.GetValueOrDefault(name);
    }

    /// <summary>Few supervisors tell a process the home of the user that it runs as.</summary>
    private void AddAccount(string? user, ProcessTypeOptions? own, Dictionary<string, string> variables)
    {
        if (user is null || own?.User is not null || _inContainers || Options.Style == UnitStyle.Supervisor)
            return;
        if (UserAccount.Find(user) is not { } account)
        {
            Notes.Warn(null, $"there is no user \"{user.Split(':')[0]}\" here, so HOME, USER and LOGNAME are left to the format.");
            return;
        }

        foreach ((string name, string value) in new[] { ("HOME", account.Home), ("USER", account.Name), ("LOGNAME", account.Name) })
            variables[name] = own is not null && own.Environment.TryGetValue(name, out string? given) ? given : value;
    }

    private KeyValuePair<ResourceLimit, long?>[] LimitsOf(ProcessSpec spec)
    {
        var limits = new SortedDictionary<ResourceLimit, long?>();
        foreach ((ResourceLimit limit, long? value) in Options.Limits)
            limits[limit] = value;
        if (spec.OpenFiles is { } files)
            limits[ResourceLimit.OpenFiles] = files;
        return [.. limits];
    }

    private static SortedDictionary<string, string> Sorted(IEnumerable<KeyValuePair<string, string>> variables) =>
        new(variables.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    [GeneratedRegex(@"\$\{?#?([A-Za-z_][A-Za-z0-9_]*)")]
    private static partial Regex Reference();
}
