using System.Globalization;
using Procfile.Core.Syntax;

namespace Procfile.Core.Commands;

/// <summary>What a process is called, and the variable that tells it.</summary>
public sealed class ProcessNaming
{
    private readonly Func<string, int, int, string> _name;

    private ProcessNaming(string tool, string? variable, Func<string, int, int, string> name)
    {
        Tool = tool;
        Variable = variable;
        _name = name;
    }

    /// <summary>foreman and ours: <c>web.1</c>, told in <c>PS</c>.</summary>
    public static ProcessNaming Foreman { get; } = new("Foreman", "PS", Dotted);

    /// <summary>honcho: <c>web.1</c>, told in <c>HONCHO_PROCESS_NAME</c>.</summary>
    public static ProcessNaming Honcho { get; } = new("Honcho", "HONCHO_PROCESS_NAME", Dotted);

    /// <summary>forego: <c>web.1</c>, not told.</summary>
    public static ProcessNaming Forego { get; } = new("Forego", null, Dotted);

    /// <summary>node-foreman: <c>web.1</c>, told in <c>FOREMAN_WORKER_NAME</c>.</summary>
    public static ProcessNaming NodeForeman { get; } = new("NodeForeman", "FOREMAN_WORKER_NAME", Dotted);

    /// <summary>procodile: <c>web.1</c>, told in <c>PROC_NAME</c>.</summary>
    public static ProcessNaming Procodile { get; } = new("Procodile", "PROC_NAME", Dotted);

    /// <summary>overmind: <c>web</c>, or <c>web#1</c>, <c>web#2</c> when there are several, told in <c>PS</c>.</summary>
    public static ProcessNaming Overmind { get; } = new("Overmind", "PS", static (type, index, count) => count > 1 ? Joined(type, '#', index) : type);

    /// <summary>goreman: <c>web</c>, not told.</summary>
    public static ProcessNaming Goreman { get; } = new("Goreman", null, Single);

    /// <summary>hivemind: <c>web</c>, not told.</summary>
    public static ProcessNaming Hivemind { get; } = new("Hivemind", null, Single);

    /// <summary>shoreman: <c>web</c>, not told.</summary>
    public static ProcessNaming Shoreman { get; } = new("Shoreman", null, Single);

    /// <summary>Cloud 66: <c>web_1</c>, as in the names of its log files; not told.</summary>
    public static ProcessNaming Cloud66 { get; } = new("Cloud66", null, static (type, index, _) => Joined(type, '_', index));

    /// <summary>The naming of the tool whose Procfile dialect this is.</summary>
    /// <param name="dialect">The Procfile dialect.</param>
    /// <returns>The tool's own, or <see cref="Foreman"/>.</returns>
    public static ProcessNaming For(ProcfileDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        return dialect.Name switch
        {
            nameof(Honcho) => Honcho,
            nameof(Forego) => Forego,
            nameof(NodeForeman) => NodeForeman,
            nameof(Overmind) => Overmind,
            nameof(Goreman) => Goreman,
            nameof(Hivemind) => Hivemind,
            nameof(Shoreman) => Shoreman,
            nameof(Cloud66) => Cloud66,
            _ => Foreman,
        };
    }

    /// <summary>Whose naming it is.</summary>
    public string Tool { get; }

    /// <summary>The variable that tells the process its name; null when none does.</summary>
    public string? Variable { get; }

    /// <summary>The name of a process.</summary>
    /// <param name="type">The process type.</param>
    /// <param name="index">The index of the process within its type, from 1.</param>
    /// <param name="count">How many processes of the type there are. <value>Default: 1.</value></param>
    /// <returns>The name.</returns>
    public string GetName(string type, int index, int count = 1)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentOutOfRangeException.ThrowIfLessThan(index, 1);
        return _name(type, index, count);
    }

    /// <summary>The variable that tells all other processes the port of one; overmind has such, for example <c>OVERMIND_PROCESS_web_2_PORT</c>.</summary>
    /// <param name="process">The name of the process whose port it is.</param>
    /// <returns>The variable's name; null when there is none.</returns>
    public string? GetPortVariable(string process) => this == Overmind ? $"OVERMIND_PROCESS_{ProcessNames.ToVariableName(process)}_PORT" : null;

    /// <inheritdoc/>
    public override string ToString() => Tool;

    private static string Dotted(string type, int index, int count) => Joined(type, '.', index);

    /// <summary>What a tool would call a second process that has no such thing; names must differ.</summary>
    private static string Single(string type, int index, int count) => index == 1 ? type : Dotted(type, index, count);

    private static string Joined(string type, char separator, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{type}{separator}{index}");
}
