using BenchmarkDotNet.Attributes;
using Procfile.Core.Syntax;

namespace Procfile.Core.Benchmarks;

/// <summary>Reading a Procfile of 100,000 entries, about 6 MB.</summary>
[MemoryDiagnoser]
public class ProcfileBenchmarks
{
    private byte[] _bytes = [];

    [Params(100_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void Setup() => _bytes = Inputs.Procfile(Entries);

    [Benchmark(Description = "ProcfileReader: every entry")]
    public int Read()
    {
        var length = 0;
        var reader = new ProcfileReader(_bytes);
        while (reader.Read())
            length += reader.Name.Length + reader.Command.Length;
        return length;
    }

    [Benchmark(Description = "ProcfileDocument.Parse")]
    public ProcfileDocument Parse() => ProcfileDocument.Parse(_bytes);

    [Benchmark(Description = "Parse, lines and entries")]
    public int ParseAndRead()
    {
        var document = ProcfileDocument.Parse(_bytes);
        return document.Lines.Count + document.Entries.Length;
    }

    [Benchmark(Description = "Parse, entries and their text")]
    public int ParseAndDecode()
    {
        var length = 0;
        foreach (var entry in ProcfileDocument.Parse(_bytes).Entries)
            length += entry.Name.Length + entry.Command.Length;
        return length;
    }

    [Benchmark(Description = "Parse, entries and diagnostics")]
    public int ParseAndCheck() => ProcfileDocument.Parse(_bytes).Diagnostics.Length;

    [Benchmark(Description = "Parse, as foreman reads it")]
    public int ParseForeman() => ProcfileDocument.Parse(_bytes, ProcfileDialect.Foreman).Entries.Length;
}
