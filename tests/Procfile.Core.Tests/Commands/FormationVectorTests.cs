using System.Text.Json;
using Procfile.Core.Commands;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Commands;

public sealed class FormationVectorTests
{
    public static TheoryData<string, string> Ids => CommandVector.IdsOf("formation");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_tools_formations_are_read_as_the_tool_reads_them(string tool, string id)
    {
        var vector = CommandVector.ById(id);
        var dialect = DialectOf(tool);
        var formation = Formation.Parse(vector.Input, dialect);
        if (vector.Expected.TryGetProperty("error", out _))
        {
            Assert.True(formation.HasErrors);
        }
        else if (vector.Expected.TryGetProperty("entries", out var entries))
        {
            Assert.False(formation.HasErrors);
            var types = ProcfileDocument.Parse(vector.Option("procfile")!, ProcfileDialect.Overmind).Entries.Select(entry => entry.Name).ToArray();
            Assert.Equal(Pairs(entries), PortVectorTests.Named(PortPolicy.Overmind.Assign(types, formation, 5000), formation, ProcessNaming.Overmind));
        }
        else if (vector.Expected.TryGetProperty("set", out var set))
        {
            Assert.Equal(vector.Expected.GetProperty("default").GetInt32(), formation.All ?? formation.Unlisted);
            Assert.Equal(Counts(set), formation.Counts);
        }
        else
        {
            var counts = new Dictionary<string, int>(formation.Counts);
            if (formation.All is { } all) counts["all"] = all;
            Assert.Equal(Counts(vector.Expected), counts);
        }
    }

    public static FormationDialect DialectOf(string tool) => tool switch
    {
        "foreman" => FormationDialect.Foreman,
        "honcho" => FormationDialect.Honcho,
        "forego" => FormationDialect.Forego,
        "overmind" => FormationDialect.Overmind,
        "procfile-util" => FormationDialect.ProcfileUtil,
        "node-foreman" => FormationDialect.NodeForeman,
        _ => FormationDialect.Portable,
    };

    public static IEnumerable<(string, int?)> Pairs(JsonElement entries) =>
        entries.EnumerateArray().Select(one => (one[0].GetString()!, one[1].ValueKind == JsonValueKind.Null ? null : (int?)int.Parse(one[1].ToString(), System.Globalization.CultureInfo.InvariantCulture)));

    // node-foreman's NaN starts nothing; here it is an error, and the type is not listed.
    private static Dictionary<string, int> Counts(JsonElement expected) =>
        expected.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.Number).ToDictionary(one => one.Name, one => one.Value.GetInt32());
}
