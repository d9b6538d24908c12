using BenchmarkDotNet.Attributes;
using Procfile.Core.Syntax;

namespace Procfile.Core.Benchmarks;

/// <summary>Documents made to be slow, each in two sizes, by the dialect with most to say and by those that end lines at other characters.</summary>
[MemoryDiagnoser]
public class HostileBenchmarks
{
    private const int Megabyte = 1_000_000;

    [ParamsSource(nameof(Inputs))]
    public Input Procfile { get; set; } = null!;

    [ParamsSource(nameof(Dialects))]
    public ProcfileDialect Dialect { get; set; } = ProcfileDialect.Portable;

    public static IEnumerable<ProcfileDialect> Dialects => [ProcfileDialect.Portable, ProcfileDialect.Honcho, ProcfileDialect.HerokuClassic];

    public static IEnumerable<Input> Inputs => [.. Sized(1), .. Sized(10)];

    [Benchmark]
    public int Read() => ProcfileDocument.Parse(Procfile.Bytes).Read(Dialect).Diagnostics.Length;

    private static IEnumerable<Input> Sized(int unit) =>
    [
        Input.Lines("distinct names", unit * 100_000, index => $"p{index}: x\n"),
        Input.Repeat("one name again and again", "web: x\n", unit * 700_000),
        Input.Repeat("a diagnostic each line", " web : x\n", unit * 900_000),
        Input.Repeat("open quotes", "web: echo 'it # x\n", unit * 1_800_000),
        Input.Repeat("one line", "x", unit * 10 * Megabyte, "web: "),
        Input.Repeat("blanks", " ", unit * 10 * Megabyte),
        Input.Repeat("carriage returns", "\r", unit * 10 * Megabyte),
        Input.Repeat("prose between carriage returns", "no entry\r", unit * Megabyte),
        Input.Repeat("U+2028", "\u2028", unit * 10 * Megabyte),
        Input.Repeat("prose between U+2028", "no entry\u2028", unit * Megabyte),
    ];
}
