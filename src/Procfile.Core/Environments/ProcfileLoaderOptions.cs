using Procfile.Core.Syntax;

namespace Procfile.Core.Environments;

/// <summary>How Procfiles are loaded.</summary>
public sealed record ProcfileLoaderOptions
{
    /// <summary>The largest file that is read, in bytes.</summary>
    /// <value>Default: 64 MiB.</value>
    public long MaximumBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// Whether a variant is merged into the base: its entries in place of those of the same name, its other entries behind them.
    /// </summary>
    /// <value>Default: false, a variant replaces the base (Cloud 66's public Procfiles are complete for each environment).</value>
    public bool Merge { get; init; }

    /// <summary>By whose rules the files are read.</summary>
    /// <value>Default: <see cref="ProcfileDialect.Portable"/>.</value>
    public ProcfileDialect Dialect { get; init; } = ProcfileDialect.Portable;

    /// <summary>How the Portable dialect settles what tools do differently.</summary>
    /// <value>Default: <see cref="ProcfileReadOptions.Default"/>.</value>
    public ProcfileReadOptions ReadOptions { get; init; } = ProcfileReadOptions.Default;
}
