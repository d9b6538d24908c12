using System.Diagnostics.CodeAnalysis;
using Procfile.Core.Syntax.Dialects;

namespace Procfile.Core.Syntax;

/// <summary>The rules by which one tool reads a Procfile.</summary>
public sealed class ProcfileDialect
{
    private ProcfileDialect(string name, string tool, DialectRules rules)
    {
        Name = name;
        Tool = tool;
        Rules = rules;
    }

    /// <summary>The superset of what the tools read, with a diagnostic wherever one of them would lose a line or read it differently.</summary>
    public static ProcfileDialect Portable { get; } = new(nameof(Portable), "Procfile.Core", new PortableRules());

    /// <summary>foreman, ddollar's original (0.90).</summary>
    public static ProcfileDialect Foreman { get; } = new(nameof(Foreman), "foreman", ToolRules.Foreman);

    /// <summary>honcho, the Python clone (2.0).</summary>
    public static ProcfileDialect Honcho { get; } = new(nameof(Honcho), "honcho", ToolRules.Honcho);

    /// <summary>forego, foreman in Go.</summary>
    public static ProcfileDialect Forego { get; } = new(nameof(Forego), "forego", ToolRules.Forego);

    /// <summary>overmind, with tmux (2.5).</summary>
    public static ProcfileDialect Overmind { get; } = new(nameof(Overmind), "overmind", ToolRules.Overmind);

    /// <summary>hivemind, overmind's little brother (1.1).</summary>
    public static ProcfileDialect Hivemind { get; } = new(nameof(Hivemind), "hivemind", ToolRules.Hivemind);

    /// <summary>goreman, foreman in Go (0.3).</summary>
    public static ProcfileDialect Goreman { get; } = new(nameof(Goreman), "goreman", ToolRules.Goreman);

    /// <summary>node-foreman, <c>nf</c> (3.0).</summary>
    public static ProcfileDialect NodeForeman { get; } = new(nameof(NodeForeman), "node-foreman", ToolRules.NodeForeman);

    /// <summary>shoreman, foreman in bash.</summary>
    public static ProcfileDialect Shoreman { get; } = new(nameof(Shoreman), "shoreman", new ShoremanRules());

    /// <summary>dokku's procfile-util in its lax mode.</summary>
    public static ProcfileDialect ProcfileUtil { get; } = new(nameof(ProcfileUtil), "procfile-util", ToolRules.ProcfileUtil);

    /// <summary>dokku's procfile-util with <c>--strict</c>.</summary>
    public static ProcfileDialect ProcfileUtilStrict { get; } =
        new(nameof(ProcfileUtilStrict), "procfile-util --strict", ToolRules.ProcfileUtilStrict);

    /// <summary>Heroku's Cloud Native Buildpack for Procfiles (4.2).</summary>
    public static ProcfileDialect HerokuCnb { get; } = new(nameof(HerokuCnb), "heroku/procfile", new HerokuCnbRules());

    /// <summary>Heroku's classic slug compiler.</summary>
    public static ProcfileDialect HerokuClassic { get; } = new(nameof(HerokuClassic), "Heroku's slug compiler", ToolRules.HerokuClassic);

    /// <summary>The Paketo and Cloud Foundry Procfile buildpacks.</summary>
    public static ProcfileDialect Paketo { get; } = new(nameof(Paketo), "paketo", ToolRules.Paketo);

    /// <summary>mprocs with <c>--procfile</c>.</summary>
    public static ProcfileDialect Mprocs { get; } = new(nameof(Mprocs), "mprocs", ToolRules.Mprocs);

    /// <summary>herokuish, the buildpack runner of dokku and flynn.</summary>
    public static ProcfileDialect Herokuish { get; } = new(nameof(Herokuish), "herokuish", new HerokuishRules());

    /// <summary>Cloud 66's starter.</summary>
    public static ProcfileDialect Cloud66 { get; } = new(nameof(Cloud66), "Cloud 66's starter", ToolRules.Cloud66);

    /// <summary>Every dialect, Portable first.</summary>
    public static IReadOnlyList<ProcfileDialect> All { get; } =
    [
        Portable, Foreman, Honcho, Forego, Overmind, Hivemind, Goreman, NodeForeman, Shoreman, ProcfileUtil,
        ProcfileUtilStrict, HerokuCnb, HerokuClassic, Paketo, Mprocs, Herokuish, Cloud66,
    ];

    /// <summary>The dialect's name, as the command line takes it.</summary>
    public string Name { get; }

    /// <summary>The tool as messages name it.</summary>
    public string Tool { get; }

    internal DialectRules Rules { get; }

    /// <summary>Finds a dialect by name, in any case; hyphens and underscores do not count, so <c>node-foreman</c> is found too.</summary>
    /// <param name="name">The name.</param>
    /// <param name="dialect">The dialect found.</param>
    /// <returns>Whether there is one of that name.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, [NotNullWhen(true)] out ProcfileDialect? dialect)
    {
        var plain = name?.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        dialect = All.FirstOrDefault(one => one.Name.Equals(plain, StringComparison.OrdinalIgnoreCase));
        return dialect is not null;
    }

    /// <inheritdoc cref="Name"/>
    public override string ToString() => Name;
}
