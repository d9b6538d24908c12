using BenchmarkDotNet.Attributes;
using Procfile.Core.Syntax;

namespace Procfile.Core.Benchmarks;

/// <summary>Reading a plain Procfile, step by step.</summary>
[MemoryDiagnoser]
public class ProcfileBenchmarks
{
    [ParamsSource(nameof(Inputs))]
    public Input Procfile { get; set; } = null!;

    public static IEnumerable<Input> Inputs => [Input.Entries(100_000), Input.Entries(1_000_000)];

    [Benchmark(Description = "ProcfileReader: every entry")]
    public int Read()
    {
        var length = 0;
        var reader = new ProcfileReader(Procfile.Bytes);
        while (reader.Read())
            length += reader.Name.Length + reader.Command.Length;
        return length;
    }

    [Benchmark(Description = "Parse, Lines.Count")]
    public int ParseLines() => ProcfileDocument.Parse(Procfile.Bytes).Lines.Count;

    [Benchmark(Description = "Parse, Lines.Count, Entries")]
    public int ParseEntries() => Parse().Entries.Length;

    [Benchmark(Description = "Parse, Lines.Count, Entries, Diagnostics")]
    public int ParseDiagnostics()
    {
        var document = Parse();
        return document.Entries.Length + document.Diagnostics.Length;
    }

    [Benchmark(Description = "Parse, Lines.Count, every Name and Command")]
    public int ParseText()
    {
        var length = 0;
        foreach (var entry in Parse().Entries)
            length += entry.Name.Length + entry.Command.Length;
        return length;
    }

    private ProcfileDocument Parse()
    {
        var document = ProcfileDocument.Parse(Procfile.Bytes);
        _ = document.Lines.Count;
        return document;
    }
}
