using BenchmarkDotNet.Attributes;
using Procfile.Core.Syntax;

namespace Procfile.Core.Benchmarks;

/// <summary>Cost that must stay in proportion: many lines, and one line of many megabytes.</summary>
[MemoryDiagnoser]
public class ScalingBenchmarks
{
    private byte[] _many = [];
    private byte[] _wide = [];
    private byte[] _env = [];

    [Params(10, 100)]
    public int Megabytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _many = Inputs.Procfile(Megabytes * 10_000);
        _wide = new byte[Megabytes * 1_000_000];
        _wide.AsSpan().Fill((byte)'x');
        "web: "u8.CopyTo(_wide);
        _env = Inputs.Env(Megabytes * 100);
    }

    [Benchmark(Description = "10,000 lines for each unit")]
    public int ManyLines() => ProcfileDocument.Parse(_many).Entries.Length;

    [Benchmark(Description = "1 MB of one line for each unit")]
    public int OneLine() => ProcfileDocument.Parse(_wide).Diagnostics.Length;

    [Benchmark(Description = "100 variables for each unit")]
    public int Variables() => DotEnvDocument.Parse(_env).Variables.Length;
}
