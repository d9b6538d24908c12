using System.Globalization;
using System.Text.Json;
using Procfile.Core.Commands;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Commands;

public sealed class PortVectorTests
{
    public static TheoryData<string, string> Ids => CommandVector.IdsOf("port");

    /// <summary>forego adds the offsets up from type to type when no base port is given; here it follows its formula.</summary>
    private static readonly Dictionary<string, int[]> ForegoWithoutAccumulation = new()
    {
        ["port-0066"] = [5000, 5100, 5200],
        ["port-0098"] = [8000, 8100, 8200],
        ["port-0113"] = [8000, 8100, 8200],
    };

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_tools_processes_get_the_ports_the_tool_gives_them(string tool, string id)
    {
        var vector = CommandVector.ById(id);
        var (policy, naming, dialect) = ToolOf(tool);
        var types = ProcfileDocument.Parse(vector.Input, dialect).Entries.Select(entry => entry.Name).ToArray();
        if (vector.Expected.ValueKind == JsonValueKind.Object && vector.Expected.TryGetProperty("error", out _))
        {
            // Those tools refuse duplicate names: a matter of their documents.
            Assert.True(ProcfileDocument.Parse(vector.Input, dialect).Reading.HasErrors);
        }
        else if (vector.Expected.ValueKind == JsonValueKind.Object && vector.Expected.TryGetProperty("processes", out var processes))
        {
            var (formation, basePort, selected) = Arguments(vector, tool, policy);
            var assigned = policy.Assign(types, formation, basePort, selected);
            if (ForegoWithoutAccumulation.TryGetValue(id, out var ports))
            {
                Assert.Equal(ports, assigned.Select(one => one.Port!.Value).Distinct());
                return;
            }

            // The observations name each type and port once.
            var observed = processes.EnumerateArray().Select(one => (one.GetProperty("type").GetString()!, one.GetProperty("PORT").GetString()!, Told(one)));
            var ours = assigned.Select(one => (one.Type, one.Port!.Value.ToString(CultureInfo.InvariantCulture), naming.Variable is null ? null : naming.GetName(one.Type, one.Index, formation.Count(one.Type))));
            Assert.Equal(observed.Distinct().Order(), ours.Distinct().Order());
        }
        else
        {
            var formation = Formation.Parse(vector.Option("formation") ?? vector.Option("concurrency") ?? "all=1", FormationVectorTests.DialectOf(tool));
            var entries = vector.Expected.ValueKind == JsonValueKind.Array ? vector.Expected : vector.Expected.GetProperty("entries");
            var policyOrNone = id == "port-0049" ? PortPolicy.None : policy;
            var file = vector.Strings("env").GetValueOrDefault("PORT");
            var basePort = policyOrNone.GetBasePort(vector.Number("port") ?? vector.Number("baseport"), file);
            var defaultFormation = vector.Option("formation") is null && vector.Option("concurrency") is null ? Formation.Default : formation;
            Assert.Equal(
                FormationVectorTests.Pairs(entries),
                Named(policyOrNone.Assign(types, defaultFormation, basePort), defaultFormation, naming));
        }
    }

    internal static IEnumerable<(string, int?)> Named(IEnumerable<PortAssignment> assigned, Formation formation, ProcessNaming naming) =>
        assigned.Select(one => (naming.GetName(one.Type, one.Index, formation.Count(one.Type)), one.Port));

    private static (Formation Formation, int? BasePort, HashSet<string>? Selected) Arguments(CommandVector vector, string tool, PortPolicy policy)
    {
        string? formation = null;
        int? given = null;
        var arguments = vector.Options.GetProperty("args").EnumerateArray().Select(one => one.GetString()!).ToArray();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is "-m" or "-c") formation = arguments[++i];
            else if (arguments[i] is "-p") given = int.Parse(arguments[++i], CultureInfo.InvariantCulture);
            else if (arguments[i].Split('=') is ["-b" or "--port", var port]) given = int.Parse(port, CultureInfo.InvariantCulture);
            else formation = arguments[i];
        }

        var file = vector.Option("dotenv")?.Trim() is { } line ? line["PORT=".Length..] : null;
        var parsed = formation is null ? Formation.Default : Formation.Parse(formation, FormationVectorTests.DialectOf(tool));
        var selected = formation is not null && tool == "node-foreman" ? parsed.Counts.Keys.ToHashSet() : null;
        return (parsed, policy.GetBasePort(given, file, vector.Strings("os_env").GetValueOrDefault("PORT")), selected);
    }

    private static string? Told(JsonElement process) =>
        process.EnumerateObject().Where(one => one.Name is not ("type" or "PORT")).Select(one => one.Value.GetString()).FirstOrDefault();

    private static (PortPolicy Policy, ProcessNaming Naming, ProcfileDialect Dialect) ToolOf(string tool) => tool switch
    {
        "foreman" => (PortPolicy.Foreman, ProcessNaming.Foreman, ProcfileDialect.Foreman),
        "honcho" => (PortPolicy.Honcho, ProcessNaming.Honcho, ProcfileDialect.Honcho),
        "forego" => (PortPolicy.Forego, ProcessNaming.Forego, ProcfileDialect.Forego),
        "overmind" => (PortPolicy.Overmind, ProcessNaming.Overmind, ProcfileDialect.Overmind),
        "hivemind" => (PortPolicy.Hivemind, ProcessNaming.Hivemind, ProcfileDialect.Hivemind),
        "goreman" => (PortPolicy.Goreman, ProcessNaming.Goreman, ProcfileDialect.Goreman),
        "node-foreman" => (PortPolicy.NodeForeman, ProcessNaming.NodeForeman, ProcfileDialect.NodeForeman),
        "shoreman" => (PortPolicy.Shoreman, ProcessNaming.Shoreman, ProcfileDialect.Shoreman),
        _ => throw new InvalidOperationException($"No tool is called {tool}."),
    };
}
