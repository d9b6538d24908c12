using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Procfile.Core.Syntax;

namespace Procfile.Core.Environments;

/// <summary>
/// The variables of a process in layers: process environment, then <c>.env</c> files in order, then values of the process type, then
/// injected ones; the later wins. Immutable: adding gives a new set.
/// </summary>
#pragma warning disable CA1710 // Variables are what it is; that it can be read as a dictionary is a convenience.
public sealed class ProcessVariables : IReadOnlyDictionary<string, string>
#pragma warning restore CA1710
{
    // Windows takes PATH and Path for one variable.
    private static readonly StringComparer Names = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private readonly ImmutableArray<ProcessVariable> _all;
    private readonly Dictionary<string, ProcessVariable> _winners;

    private ProcessVariables(ImmutableArray<ProcessVariable> all, VariablePrecedence precedence)
    {
        _all = all;
        Precedence = precedence;
        _winners = new Dictionary<string, ProcessVariable>(Names);
        foreach (var variable in all)
        {
            if (!_winners.TryGetValue(variable.Name, out var other) || Rank(variable) >= Rank(other)) _winners[variable.Name] = variable;
        }
    }

    /// <summary>No variables, the file winning over the process environment.</summary>
    public static ProcessVariables Empty { get; } = new([], VariablePrecedence.File);

    /// <summary>Which wins where both set a variable, the <c>.env</c> file or the process environment.</summary>
    /// <value>Default: <see cref="VariablePrecedence.File"/>.</value>
    public VariablePrecedence Precedence { get; }

    /// <inheritdoc/>
    public int Count => _winners.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _winners.Keys;

    /// <inheritdoc/>
    public IEnumerable<string> Values => _winners.Values.Select(static variable => variable.Value);

    /// <inheritdoc/>
    public string this[string key] => _winners[key].Value;

    /// <summary>
    /// The environment this program runs in, as the lowest layer. On Linux also what is no UTF-8 in it comes to the processes byte for
    /// byte, see <see cref="Bytes.RawText"/>.
    /// </summary>
    /// <param name="precedence">Which wins later. <value>Default: the file.</value></param>
    /// <returns>The variables.</returns>
    public static ProcessVariables OfThisProcess(VariablePrecedence precedence = VariablePrecedence.File) =>
        Empty.With(precedence).With(VariableLayer.ProcessEnvironment, HostEnvironment.Read());

    /// <summary>The same variables with another rule for who wins.</summary>
    /// <param name="precedence">Which wins where both set a variable.</param>
    /// <returns>The new set.</returns>
    public ProcessVariables With(VariablePrecedence precedence) => new(_all, precedence);

    /// <summary>The variables and more of one layer; of equal names in a layer the later wins.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="variables">The variables to add.</param>
    /// <returns>The new set.</returns>
    public ProcessVariables With(VariableLayer layer, IEnumerable<KeyValuePair<string, string>> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var origin = new VariableOrigin(layer);
        return new(_all.AddRange(variables.Select(one => new ProcessVariable(one.Key, one.Value, origin))), Precedence);
    }

    /// <summary>The variables and those of a <c>.env</c> file, over the files before it.</summary>
    /// <param name="path">The file, for the origin.</param>
    /// <param name="document">What it holds.</param>
    /// <returns>The new set.</returns>
    public ProcessVariables WithFile(string path, DotEnvDocument document)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(document);
        var variables = document.Variables.Select(one =>
            new ProcessVariable(one.Name, one.Value, new VariableOrigin(VariableLayer.EnvironmentFile, path, one.Line)));
        return new(_all.AddRange(variables), Precedence);
    }

    /// <summary>The variables of one layer alone, for example those injected.</summary>
    /// <param name="layer">The layer.</param>
    /// <returns>The new set.</returns>
    public ProcessVariables Only(VariableLayer layer) =>
        new([.. _all.Where(variable => variable.Origin.Layer == layer)], Precedence);

    /// <summary>A variable with its origin.</summary>
    /// <param name="name">The name.</param>
    /// <param name="variable">The one that wins.</param>
    /// <returns>Whether it is set.</returns>
    public bool TryGetVariable(string name, [NotNullWhen(true)] out ProcessVariable? variable) => _winners.TryGetValue(name, out variable);

    /// <summary>Everything that sets a variable, the one that wins first.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The variables of that name; empty when it is not set.</returns>
    public ImmutableArray<ProcessVariable> Trace(string name) =>
        [.. _all.Where(variable => Names.Equals(variable.Name, name)).Reverse().OrderByDescending(Rank)];

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _winners.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        value = _winners.TryGetValue(key, out var variable) ? variable.Value : null;
        return variable is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        _winners.Select(static one => new KeyValuePair<string, string>(one.Key, one.Value.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Rank(ProcessVariable variable) => variable.Origin.Layer switch
    {
        VariableLayer.ProcessEnvironment => Precedence == VariablePrecedence.ProcessEnvironment ? 2 : 0,
        VariableLayer.EnvironmentFile => 1,
        VariableLayer.ProcessType => 3,
        _ => 4,
    };
}
