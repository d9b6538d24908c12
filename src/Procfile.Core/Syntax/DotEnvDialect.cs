using System.Diagnostics.CodeAnalysis;
using Procfile.Core.Syntax.EnvGrammars;

namespace Procfile.Core.Syntax;

/// <summary>The rules by which one tool reads a <c>.env</c> file.</summary>
public sealed class DotEnvDialect
{
    private DotEnvDialect(string name, string tool, EnvGrammar grammar)
    {
        Name = name;
        Tool = tool;
        Grammar = grammar;
    }

    /// <summary>What any of the tools accepts, with a diagnostic where they disagree.</summary>
    public static DotEnvDialect Union { get; } = new(nameof(Union), "Procfile.Core", new UnionGrammar());

    /// <summary>foreman (0.90): its own line pattern.</summary>
    public static DotEnvDialect Foreman { get; } = new(nameof(Foreman), "foreman", new ForemanGrammar());

    /// <summary>honcho (2.0): Python's shlex.</summary>
    public static DotEnvDialect Honcho { get; } = new(nameof(Honcho), "honcho", new HonchoGrammar());

    /// <summary>forego: subosito/gotenv.</summary>
    public static DotEnvDialect Forego { get; } = new(nameof(Forego), "forego", new GotenvGrammar());

    /// <summary>overmind (2.5): a fork of joho/godotenv 1.5.</summary>
    public static DotEnvDialect Overmind { get; } = new(nameof(Overmind), "overmind", new GodotenvGrammar(seesOuter: true));

    /// <summary>hivemind (1.1): a fork of joho/godotenv 1.3.</summary>
    public static DotEnvDialect Hivemind { get; } = new(nameof(Hivemind), "hivemind", new OldGodotenvGrammar());

    /// <summary>goreman (0.3): joho/godotenv 1.5, which does not see the process environment.</summary>
    public static DotEnvDialect Goreman { get; } = new(nameof(Goreman), "goreman", new GodotenvGrammar(seesOuter: false));

    /// <summary>node-foreman (3.0): JSON, or its own rules.</summary>
    public static DotEnvDialect NodeForeman { get; } = new(nameof(NodeForeman), "node-foreman", new NodeForemanGrammar());

    /// <summary>shoreman: <c>export $(grep | xargs)</c>.</summary>
    public static DotEnvDialect Shoreman { get; } = new(nameof(Shoreman), "shoreman", new ShoremanGrammar());

    /// <summary>Every dialect, Union first.</summary>
    public static IReadOnlyList<DotEnvDialect> All { get; } =
        [Union, Foreman, Honcho, Forego, Overmind, Hivemind, Goreman, NodeForeman, Shoreman];

    /// <summary>The dialect's name.</summary>
    public string Name { get; }

    /// <summary>The tool as messages name it.</summary>
    public string Tool { get; }

    internal EnvGrammar Grammar { get; }

    /// <summary>Finds a dialect by name, in any case; hyphens and underscores do not count. <c>portable</c> is Union.</summary>
    /// <param name="name">The name.</param>
    /// <param name="dialect">The dialect found.</param>
    /// <returns>Whether there is one of that name.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, [NotNullWhen(true)] out DotEnvDialect? dialect)
    {
        var plain = name?.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        if (string.Equals(plain, nameof(ProcfileDialect.Portable), StringComparison.OrdinalIgnoreCase))
            plain = nameof(Union);
        dialect = All.FirstOrDefault(one => one.Name.Equals(plain, StringComparison.OrdinalIgnoreCase));
        return dialect is not null;
    }

    /// <summary>The <c>.env</c> grammar of the tool that a Procfile dialect is of; Union for a tool that reads no <c>.env</c> file.</summary>
    /// <param name="dialect">The Procfile dialect.</param>
    public static DotEnvDialect For(ProcfileDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        return TryParse(dialect.Name, out var found) ? found : Union;
    }

    /// <inheritdoc cref="Name"/>
    public override string ToString() => Name;
}
