using System.Text.Json;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Syntax;

public sealed class CorpusTests
{
    [CorpusFact]
    public void Real_Procfiles_are_read_as_foreman_and_honcho_read_them()
    {
        var count = 0;
        foreach (var (path, expected) in Files("procfiles", "expected.json"))
        {
            count++;
            var document = ProcfileDocument.Parse(File.ReadAllBytes(path));
            Check(path, expected, "foreman", document.Read(ProcfileDialect.Foreman));
            Check(path, expected, "honcho", document.Read(ProcfileDialect.Honcho));
        }

        Assert.NotEqual(0, count);
    }

    [CorpusFact]
    public void Real_env_files_are_read_as_foreman_and_honcho_read_them()
    {
        foreach (var (path, expected) in Files("env", "expected_env.json"))
        {
            Check(path, expected, "foreman", DotEnvDocument.Parse(File.ReadAllBytes(path), DotEnvDialect.Foreman));
            Check(path, expected, "honcho", DotEnvDocument.Parse(File.ReadAllBytes(path), DotEnvDialect.Honcho));
        }
    }

    [CorpusFact]
    public void Real_files_come_back_byte_for_byte_and_fixes_keep_their_reading()
    {
        foreach (var (path, _) in Files("procfiles", "expected.json"))
        {
            var bytes = File.ReadAllBytes(path);
            var document = ProcfileDocument.Parse(bytes);
            Assert.Equal(bytes, document.ToBytes());
            Assert.Equal(
                document.Entries.Select(entry => entry.ToString()),
                document.ApplyFixes().Entries.Select(entry => entry.ToString()));
        }
    }

    [CorpusFact]
    public void A_line_of_a_real_Procfile_that_foreman_or_honcho_drops_has_a_diagnostic()
    {
        var count = 0;
        foreach (var (path, _) in Files("procfiles", "expected.json"))
        {
            var document = ProcfileDocument.Parse(File.ReadAllBytes(path));
            var reported = document.Diagnostics.Select(one => one.Line).ToHashSet();
            foreach (var dialect in (ProcfileDialect[])[ProcfileDialect.Foreman, ProcfileDialect.Honcho])
            {
                var reading = document.Read(dialect);
                if (reading.HasErrors)
                {
                    Assert.NotEmpty(document.Diagnostics);
                    continue;
                }

                var seen = reading.Entries.Select(one => one.Line).ToHashSet();
                foreach (var line in document.Lines.Where(one => one.Kind is ProcfileLineKind.Entry or ProcfileLineKind.Unrecognised && !seen.Contains(one.Number)))
                {
                    count++;
                    Assert.True(reported.Contains(line.Number), $"{dialect} {path}:{line.Number}: {line}");
                }
            }
        }

        Assert.NotEqual(0, count);
    }

    private static void Check(string path, JsonElement expected, string tool, ProcfileReading reading)
    {
        if (TryGetPairs(expected, tool, out var pairs))
            Assert.True(pairs.SequenceEqual(reading.Entries.Select(one => (one.Name, one.Command))), $"{tool} {path}");
        else
            Assert.True(reading.HasErrors, $"{tool} {path}");
    }

    private static void Check(string path, JsonElement expected, string tool, DotEnvDocument document)
    {
        if (TryGetPairs(expected, tool, out var pairs))
            Assert.True(pairs.ToHashSet().SetEquals(document.ToDictionary().Select(one => (one.Key, one.Value))), $"{tool} {path}");
        else
            Assert.True(document.HasErrors, $"{tool} {path}");
    }

    private static bool TryGetPairs(JsonElement expected, string tool, out (string, string)[] pairs)
    {
        var entries = expected.GetProperty(tool);
        var isArray = entries.ValueKind == JsonValueKind.Array;
        pairs = isArray ? [.. entries.EnumerateArray().Select(one => (one[0].GetString()!, one[1].GetString()!))] : [];
        return isArray;
    }

    private static IEnumerable<(string Path, JsonElement Expected)> Files(string folder, string answers)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(RepositoryFiles.Corpus!, answers)));
        foreach (var path in Directory.GetFiles(Path.Combine(RepositoryFiles.Corpus!, folder)))
        {
            if (json.RootElement.TryGetProperty(Path.GetFileName(path).Split('.')[0], out var expected))
                yield return (path, expected.Clone());
        }
    }
}

/// <summary>A test that needs the folder of real files.</summary>
internal sealed class CorpusFactAttribute : FactAttribute
{
    public CorpusFactAttribute()
    {
        if (RepositoryFiles.Corpus is null)
            Skip = "The folder ../shared/corpus is not beside this repository.";
    }
}
