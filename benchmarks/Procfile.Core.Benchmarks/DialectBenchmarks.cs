using BenchmarkDotNet.Attributes;
using Procfile.Core.Syntax;

namespace Procfile.Core.Benchmarks;

/// <summary>Each tool's reading of a plain Procfile: entries and diagnostics.</summary>
[MemoryDiagnoser]
public class DialectBenchmarks
{
    [ParamsSource(nameof(Inputs))]
    public Input Procfile { get; set; } = null!;

    [ParamsSource(nameof(Dialects))]
    public ProcfileDialect Dialect { get; set; } = ProcfileDialect.Portable;

    public static IEnumerable<Input> Inputs => [Input.Entries(100_000), Input.Entries(1_000_000)];

    public static IEnumerable<ProcfileDialect> Dialects => ProcfileDialect.All;

    [Benchmark]
    public int Read()
    {
        var reading = ProcfileDocument.Parse(Procfile.Bytes).Read(Dialect);
        return reading.Entries.Length + reading.Diagnostics.Length;
    }
}
