using System.Collections.Immutable;
using System.Globalization;
using Procfile.Core.Commands.Formations;
using Procfile.Core.Syntax;

namespace Procfile.Core.Commands;

/// <summary>Which port each process gets: base + type step × index of the type + process step × (index of the process − 1).</summary>
/// <remarks>
/// Not copied from the tools: forego adds the offsets up from type to type when its base port is not given (5000, 5100, 5300, 5600);
/// here it follows its documented formula.
/// </remarks>
public sealed record PortPolicy
{
    /// <summary>The base port of every tool when nothing gives another.</summary>
    public const int UsualBase = 5000;

    private const int MaximumPort = 65_535;

    private static readonly ImmutableArray<PortSource> FileFirst = [PortSource.Given, PortSource.EnvironmentFile, PortSource.ProcessEnvironment];

    private PortPolicy(string name) => Name = name;

    /// <summary>foreman: steps 100 and 1, every type has its place, also one that is not started. The default.</summary>
    public static PortPolicy Foreman { get; } = new("Foreman");

    /// <summary>honcho: only the types asked for have a place, and <c>PORT</c> of the <c>.env</c> file wins over the given base.</summary>
    public static PortPolicy Honcho { get; } = new("Honcho")
    {
        Places = PortPlaces.SelectedTypes,
        Precedence = [PortSource.EnvironmentFile, PortSource.Given, PortSource.ProcessEnvironment],
    };

    /// <summary>forego: all processes of a type share a port; a given base of 5000 counts as not given.</summary>
    public static PortPolicy Forego { get; } = new("Forego") { ProcessStep = 0, IgnoresGivenUsualBase = true };

    /// <summary>overmind: steps 100 and 10.</summary>
    public static PortPolicy Overmind { get; } = new("Overmind") { ProcessStep = 10, RefusesTooMany = true };

    /// <summary>hivemind: <c>PORT</c> of the process environment wins over the <c>.env</c> file's. It has one process of each type.</summary>
    public static PortPolicy Hivemind { get; } = new("Hivemind")
    {
        Precedence = [PortSource.Given, PortSource.ProcessEnvironment, PortSource.EnvironmentFile],
    };

    /// <summary>goreman: <c>PORT</c> counts nowhere, only the given base does. It has one process of each type.</summary>
    public static PortPolicy Goreman { get; } = new("Goreman") { Precedence = [PortSource.Given] };

    /// <summary>node-foreman: only the types asked for have a place; a base below 1024 is refused.</summary>
    public static PortPolicy NodeForeman { get; } = new("NodeForeman") { Places = PortPlaces.SelectedTypes, MinimumBase = 1024 };

    /// <summary>shoreman: every process gets the same port.</summary>
    public static PortPolicy Shoreman { get; } = new("Shoreman")
    {
        TypeStep = 0,
        ProcessStep = 0,
        Precedence = [PortSource.EnvironmentFile, PortSource.ProcessEnvironment],
    };

    /// <summary>procfile-util's exports: from 5000, the types in the order of their names.</summary>
    public static PortPolicy ProcfileUtil { get; } = new("ProcfileUtil") { Places = PortPlaces.SortedTypes, Precedence = [] };

    /// <summary>No ports.</summary>
    public static PortPolicy None { get; } = new("None") { AssignsPorts = false };

    /// <summary>The policy of the tool whose Procfile dialect this is.</summary>
    /// <param name="dialect">The Procfile dialect.</param>
    /// <returns>The tool's own; <see cref="None"/> for Cloud 66 and Heroku, whose platform sets ports; else <see cref="Foreman"/>.</returns>
    public static PortPolicy For(ProcfileDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        return dialect.Name switch
        {
            nameof(Honcho) => Honcho,
            nameof(Forego) => Forego,
            nameof(Overmind) => Overmind,
            nameof(Hivemind) => Hivemind,
            nameof(Goreman) => Goreman,
            nameof(NodeForeman) => NodeForeman,
            nameof(Shoreman) => Shoreman,
            nameof(ProcfileUtil) or nameof(ProcfileDialect.ProcfileUtilStrict) => ProcfileUtil,
            nameof(ProcfileDialect.Cloud66) or nameof(ProcfileDialect.HerokuCnb) or nameof(ProcfileDialect.HerokuClassic) => None,
            _ => Foreman,
        };
    }

    /// <summary>The policy's name.</summary>
    public string Name { get; init; }

    /// <summary>Whether processes get a port at all.</summary>
    /// <value>Default: true.</value>
    public bool AssignsPorts { get; init; } = true;

    /// <summary>The distance between the first ports of two types.</summary>
    /// <value>Default: 100.</value>
    public int TypeStep { get; init; } = 100;

    /// <summary>The distance between the ports of two processes of a type.</summary>
    /// <value>Default: 1.</value>
    public int ProcessStep { get; init; } = 1;

    /// <summary>Which types have a place in the row of ports.</summary>
    /// <value>Default: <see cref="PortPlaces.AllTypes"/>.</value>
    public PortPlaces Places { get; init; } = PortPlaces.AllTypes;

    /// <summary>Where the base port is looked for, the first that has one wins; 5000 when none has.</summary>
    /// <value>Default: given, <c>.env</c> file, process environment.</value>
    public ImmutableArray<PortSource> Precedence { get; init; } = FileFirst;

    /// <summary>Whether a port that is taken on this host is passed over for the next higher one.</summary>
    /// <value>Default: false, as every tool but procodile.</value>
    public bool SkipTaken { get; init; }

    /// <summary>The lowest base port that is accepted.</summary>
    /// <value>Default: 0.</value>
    public int MinimumBase { get; init; }

    /// <summary>Whether a given base of 5000 counts as not given.</summary>
    /// <value>Default: false.</value>
    public bool IgnoresGivenUsualBase { get; init; }

    /// <summary>How many processes of a type fit before their ports reach the next type's; overmind refuses more.</summary>
    public int MaximumProcesses => ProcessStep > 0 && TypeStep > 0 ? TypeStep / ProcessStep : int.MaxValue;

    /// <summary>Whether more processes than <see cref="MaximumProcesses"/> are an error and not only a warning.</summary>
    /// <value>Default: false, as every tool but overmind.</value>
    public bool RefusesTooMany { get; init; }

    /// <summary>Whether processes get the same ports as by another policy, once it is known where the counting begins.</summary>
    internal bool GivesSamePorts(PortPolicy other) =>
        (AssignsPorts, TypeStep, ProcessStep, Places, SkipTaken) == (other.AssignsPorts, other.TypeStep, other.ProcessStep, other.Places, other.SkipTaken);

    /// <summary>What is wrong with a formation for these ports: types with so many processes that their ports are another type's too.</summary>
    /// <param name="types">The process types.</param>
    /// <param name="formation">How many processes of each type.</param>
    /// <returns>PF0928 for each type with too many.</returns>
    public ImmutableArray<Diagnostic> Check(IReadOnlyList<string> types, Formation formation)
    {
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(formation);
        if (!AssignsPorts || (SkipTaken && !RefusesTooMany)) return [];
        return [.. types.Distinct(StringComparer.Ordinal)
            .Where(type => formation.Count(type) > MaximumProcesses)
            // Behind the last type there is nobody whose ports could be taken.
            .Where(type => RefusesTooMany || type != types[^1])
            .Select(type => FormationDiagnostics.TooMany(type, formation.Count(type), MaximumProcesses, RefusesTooMany))];
    }

    /// <summary>The base port.</summary>
    /// <param name="given">From the caller or a command line. <value>Default: none.</value></param>
    /// <param name="fromFile"><c>PORT</c> of the <c>.env</c> files. <value>Default: none.</value></param>
    /// <param name="fromEnvironment"><c>PORT</c> of the process environment. <value>Default: none.</value></param>
    /// <returns>The base port; null without ports, or when the one that counts is no port the policy accepts.</returns>
    public int? GetBasePort(int? given = null, string? fromFile = null, string? fromEnvironment = null)
    {
        if (!AssignsPorts) return null;
        if (IgnoresGivenUsualBase && given == UsualBase) given = null;
        foreach (var source in Precedence)
        {
            var text = source switch
            {
                PortSource.Given => given?.ToString(CultureInfo.InvariantCulture),
                PortSource.EnvironmentFile => fromFile,
                _ => fromEnvironment,
            };
            if (string.IsNullOrEmpty(text)) continue;
            return int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                && port >= MinimumBase && port <= MaximumPort
                ? port
                : null;
        }

        return UsualBase;
    }

    /// <summary>The port of one process by the formula alone.</summary>
    /// <param name="basePort">The base port; null for no ports.</param>
    /// <param name="place">The place of the type, from 0.</param>
    /// <param name="index">The index of the process within its type, from 1.</param>
    /// <returns>The port; null without ports and beyond 65535.</returns>
    public int? GetPort(int? basePort, int place, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfLessThan(index, 1);
        if (!AssignsPorts || basePort is not { } first) return null;
        var port = first + ((long)TypeStep * place) + ((long)ProcessStep * (index - 1));
        return port <= MaximumPort ? (int)port : null;
    }

    /// <summary>The port of one process, passing over taken ones when <see cref="SkipTaken"/> says so.</summary>
    /// <param name="basePort">The base port; null for no ports.</param>
    /// <param name="place">The place of the type, from 0.</param>
    /// <param name="index">The index of the process within its type, from 1.</param>
    /// <param name="isTaken">Whether a port cannot be used, for example <see cref="PortProbe.IsTaken"/>.</param>
    /// <returns>The port; null without ports and when none up to 65535 is free.</returns>
    public int? GetPort(int? basePort, int place, int index, Func<int, bool> isTaken)
    {
        ArgumentNullException.ThrowIfNull(isTaken);
        var port = GetPort(basePort, place, index);
        if (!SkipTaken) return port;
        while (port is { } taken && isTaken(taken)) port = taken < MaximumPort ? taken + 1 : null;
        return port;
    }

    /// <summary>The ports of all processes of a formation.</summary>
    /// <param name="types">The process types in the order of the Procfile, duplicates included.</param>
    /// <param name="formation">How many processes of each type.</param>
    /// <param name="basePort">The base port, see <see cref="GetBasePort"/>.</param>
    /// <param name="selected">The types that were asked for. <value>Default: all.</value></param>
    /// <param name="isTaken">Whether a port cannot be used. <value>Default: <see cref="PortProbe.IsTaken"/>.</value></param>
    /// <returns>One assignment a process, in the order of the types.</returns>
    public ImmutableArray<PortAssignment> Assign(
        IReadOnlyList<string> types,
        Formation formation,
        int? basePort,
        IReadOnlySet<string>? selected = null,
        Func<int, bool>? isTaken = null)
    {
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(formation);
        isTaken ??= PortProbe.IsTaken;
        var sorted = Places == PortPlaces.SortedTypes ? types.Order(StringComparer.Ordinal).ToList() : null;
        var assigned = new HashSet<int>();
        var assignments = ImmutableArray.CreateBuilder<PortAssignment>();
        var place = -1;
        for (var i = 0; i < types.Count; i++)
        {
            var type = types[i];
            var isSelected = selected is null || selected.Contains(type);
            place = Places switch
            {
                PortPlaces.SortedTypes => sorted!.IndexOf(type),
                PortPlaces.SelectedTypes => isSelected ? place + 1 : place,
                _ => i,
            };
            if (!isSelected) continue;
            for (var index = 1; index <= formation.Count(type); index++)
            {
                var port = GetPort(basePort, place, index, candidate => assigned.Contains(candidate) || isTaken(candidate));
                if (port is { } taken) assigned.Add(taken);
                assignments.Add(new PortAssignment(type, index, port));
            }
        }

        return assignments.ToImmutable();
    }
}
