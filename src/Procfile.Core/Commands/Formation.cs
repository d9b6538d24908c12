using System.Collections.Immutable;
using System.Globalization;
using Procfile.Core.Commands.Formations;
using Procfile.Core.Syntax;

namespace Procfile.Core.Commands;

/// <summary>How many processes of each type run: <c>web=2,worker=1,all=1</c>.</summary>
public sealed class Formation
{
    private readonly ImmutableDictionary<string, int> _counts;

    internal Formation(ImmutableDictionary<string, int> counts, int? all, int unlisted, ImmutableArray<Diagnostic> diagnostics)
    {
        _counts = counts;
        All = all;
        Unlisted = unlisted;
        Diagnostics = diagnostics;
    }

    /// <summary>One process of every type: what tools run when no formation is given.</summary>
    public static Formation Default { get; } = new(ImmutableDictionary.Create<string, int>(StringComparer.Ordinal), 1, 0, []);

    /// <summary>The counts that are given by name.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>The count of every type that is not given by name, from <c>all=N</c>; null when there is no <c>all</c>.</summary>
    public int? All { get; }

    /// <summary>The count of a type that neither its name nor <c>all</c> gives.</summary>
    /// <value>Default: 0, as in foreman; 1 in honcho's and overmind's dialects.</value>
    public int Unlisted { get; }

    /// <summary>What was noticed while reading. Columns count in the formation's text, from 1.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Whether an error was found. The items without an error count all the same.</summary>
    public bool HasErrors => Diagnostics.Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>Reads a formation. Never throws on any text: see <see cref="Diagnostics"/>.</summary>
    /// <param name="text">For example <c>web=2,worker=1,all=1</c>.</param>
    /// <param name="dialect">Whose rules to follow. <value>Default: <see cref="FormationDialect.Portable"/>.</value></param>
    /// <returns>The formation.</returns>
    public static Formation Parse(string text, FormationDialect? dialect = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FormationReader.Read(text, dialect ?? FormationDialect.Portable);
    }

    /// <summary>Reads a formation when it has no errors.</summary>
    /// <param name="text">For example <c>web=2,worker=1,all=1</c>.</param>
    /// <param name="formation">The formation, also when there are errors, which are in its diagnostics.</param>
    /// <param name="dialect">Whose rules to follow. <value>Default: <see cref="FormationDialect.Portable"/>.</value></param>
    /// <returns>Whether there are no errors.</returns>
    public static bool TryParse(string text, out Formation formation, FormationDialect? dialect = null)
    {
        formation = Parse(text, dialect);
        return !formation.HasErrors;
    }

    /// <summary>How many processes of a type run; never negative.</summary>
    /// <param name="type">The process type, in exactly its own spelling.</param>
    /// <returns>The count.</returns>
    public int Count(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Math.Max(0, _counts.TryGetValue(type, out var count) ? count : All ?? Unlisted);
    }

    /// <summary>The same formation with another count for one type.</summary>
    /// <param name="type">The process type.</param>
    /// <param name="count">The count, 0 or more.</param>
    /// <returns>The new formation, without diagnostics.</returns>
    public Formation With(string type, int count)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new Formation(_counts.SetItem(type, count), All, Unlisted, []);
    }

    /// <summary>The same formation for some types alone, those that were asked for: the others have no process.</summary>
    /// <param name="types">The process types.</param>
    /// <returns>The new formation, without diagnostics.</returns>
    public Formation Only(IEnumerable<string> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        return new Formation(types.ToImmutableDictionary(static type => type, Count, StringComparer.Ordinal), all: null, unlisted: 0, []);
    }

    /// <summary>Whether a type is asked for: by its name, also with a count of 0, or along with all.</summary>
    internal bool Selects(string type) => _counts.ContainsKey(type) || (All ?? Unlisted) > 0;

    /// <summary>What is wrong with the formation for these types: names that no type has.</summary>
    /// <param name="types">The process types there are.</param>
    /// <returns>A warning for each name without a type.</returns>
    public ImmutableArray<Diagnostic> Check(IReadOnlyCollection<string> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        return [.. _counts.Keys
            .Where(name => !types.Contains(name, StringComparer.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => FormationDiagnostics.UnknownType(name, types))];
    }

    /// <summary>The formation as text that <see cref="Parse"/> reads.</summary>
    /// <returns>For example <c>web=2,worker=1,all=1</c>, the names in ordinal order, <c>all</c> last.</returns>
    public override string ToString()
    {
        var items = _counts.OrderBy(static item => item.Key, StringComparer.Ordinal)
            .Select(static item => string.Create(CultureInfo.InvariantCulture, $"{item.Key}={item.Value}"));
        if (All is { } all) items = items.Append(string.Create(CultureInfo.InvariantCulture, $"all={all}"));
        return string.Join(',', items);
    }
}
