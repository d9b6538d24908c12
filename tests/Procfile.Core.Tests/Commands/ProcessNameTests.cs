using System.Text.Json;
using Procfile.Core.Commands;

namespace Procfile.Core.Tests.Commands;

public sealed class ProcessNameTests
{
    public static TheoryData<string, string> Ids => CommandVector.IdsOf("command-name");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Names_are_what_the_tools_make_of_them(string tool, string id)
    {
        var vector = CommandVector.ById(id);
        object? actual = vector.Option("purpose") switch
        {
            "OVERMIND_PROCESS_<name>_PORT" => ProcessNames.ToVariableName(vector.Input),
            "tmux session name" => ProcessNames.ToSessionName(vector.Input),
            "restart/stop NAME patterns" => ProcessNames.Matches(vector.Option("pattern")!, vector.Input),
            "-l/-x/-c/-r lists" => ProcessNames.ParseList(vector.Input) is { Length: > 0 } names ? string.Join('|', names) : null,
            "exported unit / program names" => ProcessNames.ToUnitName(vector.Input),
            _ => DisplayName(tool, vector),
        };
        object? expected = vector.Expected.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => vector.Expected.GetBoolean(),
            JsonValueKind.Array => string.Join('|', vector.Expected.EnumerateArray().Select(one => one.GetString())),
            JsonValueKind.Null => null,
            // procfile-util writes web.1 for systemd and web-1 for others.
            _ => vector.Expected.GetString()!.Split(' ')[0],
        };
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    [InlineData("a*b", "aXc", false)]
    [InlineData("**", "x", true)]
    [InlineData("?", "x", false)]
    public void A_star_stands_for_any_text(string pattern, string name, bool fits) => Assert.Equal(fits, ProcessNames.Matches(pattern, name));

    private static string DisplayName(string tool, CommandVector vector)
    {
        var naming = tool switch
        {
            "honcho" => ProcessNaming.Honcho,
            "node-foreman" => ProcessNaming.NodeForeman,
            "goreman" => ProcessNaming.Goreman,
            "hivemind" => ProcessNaming.Hivemind,
            "overmind" => ProcessNaming.Overmind,
            "procodile" => ProcessNaming.Procodile,
            _ => ProcessNaming.Foreman,
        };
        var type = vector.Input.Split(':')[0];
        var count = vector.Number("count")!.Value;
        return string.Join('|', Enumerable.Range(1, count).Select(index => naming.GetName(type, index, count)));
    }
}
