using BenchmarkDotNet.Attributes;
using Procfile.Core.Syntax;

namespace Procfile.Core.Benchmarks;

/// <summary>Each grammar's reading of a <c>.env</c> file.</summary>
[MemoryDiagnoser]
public class DotEnvBenchmarks
{
    [ParamsSource(nameof(Inputs))]
    public Input Env { get; set; } = null!;

    [ParamsSource(nameof(Dialects))]
    public DotEnvDialect Dialect { get; set; } = DotEnvDialect.Union;

    public static IEnumerable<Input> Inputs =>
    [
        Input.Variables(100_000),
        Input.Variables(1_000_000),
        Input.Lines("chained references", 100_000, index => $"V{index}=${{V{index - 1}:-x}}\n"),
        Input.Lines("doubling references", 100_000, index => $"A=$A$A{index}\n"),
    ];

    public static IEnumerable<DotEnvDialect> Dialects => DotEnvDialect.All;

    [Benchmark]
    public int Read() => DotEnvDocument.Parse(Env.Bytes, Dialect, new DotEnvOptions { Interpolate = true }).Variables.Length;
}
