using Procfile.Core.Syntax;

namespace Procfile.Core.Commands;

/// <summary>The rules by which one tool reads a formation such as <c>web=2,worker=1</c>.</summary>
public sealed class FormationDialect
{
    private FormationDialect(string name) => Name = name;

    /// <summary>
    /// Ours: items are separated by commas or blanks, <c>all=N</c> is for every type that is not listed, which otherwise has no
    /// process. Every mistake is a diagnostic.
    /// </summary>
    public static FormationDialect Portable { get; } = new("Portable") { HasWildcard = true, BlanksSeparate = true, Numbers = FormationNumbers.Strict };

    /// <summary>foreman <c>-m</c>: no errors at all, blanks vanish everywhere, what is no number is 0.</summary>
    public static FormationDialect Foreman { get; } = new("Foreman") { HasWildcard = true, Numbers = FormationNumbers.Ruby };

    /// <summary>honcho <c>-c</c>: types not listed have one process, <c>all</c> is a type like any other.</summary>
    public static FormationDialect Honcho { get; } = new("Honcho") { Unlisted = 1, Numbers = FormationNumbers.Python };

    /// <summary>forego <c>-c</c>: types not listed are not started unless <c>all</c> is given; nothing given means one of each.</summary>
    public static FormationDialect Forego { get; } = new("Forego") { HasWildcard = true, EmptyIsDefault = true, Numbers = FormationNumbers.Go16 };

    /// <summary>overmind <c>-m</c>: types not listed have one process.</summary>
    public static FormationDialect Overmind { get; } = new("Overmind") { HasWildcard = true, Unlisted = 1, EmptyIsDefault = true, Numbers = FormationNumbers.Go };

    /// <summary>procfile-util <c>--formation</c>: no blanks, one equals sign.</summary>
    public static FormationDialect ProcfileUtil { get; } = new("ProcfileUtil") { HasWildcard = true, Numbers = FormationNumbers.GoExact };

    /// <summary>node-foreman (<c>nf start web=2,api</c>): a bare name is one process, <c>all</c> is a type like any other.</summary>
    public static FormationDialect NodeForeman { get; } = new("NodeForeman") { Numbers = FormationNumbers.JavaScript };

    /// <summary>The formation dialect of the tool whose Procfile dialect this is.</summary>
    /// <param name="dialect">The Procfile dialect.</param>
    /// <returns>The tool's own, or <see cref="Portable"/> for tools without formations.</returns>
    public static FormationDialect For(ProcfileDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        return dialect.Name switch
        {
            nameof(Foreman) => Foreman,
            nameof(Honcho) => Honcho,
            nameof(Forego) => Forego,
            nameof(Overmind) => Overmind,
            nameof(NodeForeman) => NodeForeman,
            nameof(ProcfileUtil) or nameof(ProcfileDialect.ProcfileUtilStrict) => ProcfileUtil,
            _ => Portable,
        };
    }

    /// <summary>The tool's name.</summary>
    public string Name { get; }

    /// <summary>How many processes a type has that is neither listed nor covered by <c>all</c>.</summary>
    /// <value>Default: 0.</value>
    public int Unlisted { get; private init; }

    /// <summary>Whether <c>all=N</c> gives the count of every type that is not listed.</summary>
    public bool HasWildcard { get; private init; }

    internal bool BlanksSeparate { get; private init; }

    internal bool EmptyIsDefault { get; private init; }

    internal FormationNumbers Numbers { get; private init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Whose rules an item of a formation follows.</summary>
internal enum FormationNumbers
{
    Strict,
    Ruby,
    Python,
    Go,
    Go16,
    GoExact,
    JavaScript,
}
