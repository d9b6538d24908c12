using System.Text;
using System.Text.Json;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Syntax;

public sealed class ProcfileVectorTests
{
    private static readonly Dictionary<string, ProcfileDialect> Dialects = new()
    {
        ["foreman"] = ProcfileDialect.Foreman,
        ["honcho"] = ProcfileDialect.Honcho,
        ["forego"] = ProcfileDialect.Forego,
        ["overmind"] = ProcfileDialect.Overmind,
        ["hivemind"] = ProcfileDialect.Hivemind,
        ["goreman"] = ProcfileDialect.Goreman,
        ["node-foreman"] = ProcfileDialect.NodeForeman,
        ["shoreman"] = ProcfileDialect.Shoreman,
        ["procfile-util"] = ProcfileDialect.ProcfileUtil,
        ["procfile-util-strict"] = ProcfileDialect.ProcfileUtilStrict,
        ["heroku-cnb"] = ProcfileDialect.HerokuCnb,
        ["heroku-classic"] = ProcfileDialect.HerokuClassic,
        ["paketo"] = ProcfileDialect.Paketo,
        ["mprocs"] = ProcfileDialect.Mprocs,
        ["herokuish"] = ProcfileDialect.Herokuish,
        ["cloud66-starter"] = ProcfileDialect.Cloud66,
    };

    public static IEnumerable<object[]> Ids => Vector.IdsOf("procfile");

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_dialect_reads_what_its_tool_was_seen_to_read(string tool, string @case, string id)
    {
        _ = @case;
        var vector = Vector.ById(id);
        var reading = ProcfileDocument.Parse(vector.Input, Dialects[tool]).Reading;

        if (vector.Expected.TryGetProperty("error", out _))
        {
            Assert.True(reading.HasErrors, "the tool refuses this file");
            return;
        }

        var actual = reading.Entries.Select(entry => (entry.Name, InJson(entry.Command))).ToArray();
        Assert.Equal(ExpectedEntries(vector.Expected), actual);
        Assert.False(reading.HasErrors, string.Join("\n", reading.Diagnostics));
    }

    /// <summary>Bytes that are no UTF-8 go on to the process; JSON, in which the vectors are written, has no place for them.</summary>
    private static string InJson(string command) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(command));

    private static (string, string)[] ExpectedEntries(JsonElement expected)
    {
        if (expected.TryGetProperty("entries", out var entries))
            return [.. entries.EnumerateArray().Select(one => (one[0].GetString()!, one[1].GetString()!))];
        // A map has no order of its own; the tool sorts it by name before use.
        return [.. expected.GetProperty("entries_unordered").EnumerateObject()
            .Select(one => (one.Name, one.Value.GetString()!))
            .OrderBy(one => one.Name, StringComparer.Ordinal)];
    }
}
