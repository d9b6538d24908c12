using System.Text.Json;
using Procfile.Core.Commands;

namespace Procfile.Core.Tests.Commands;

public sealed class ExpandVectorTests
{
    /// <summary>What these tools do is a fault that is not copied; this is what the library gives instead.</summary>
    private static readonly Dictionary<string, string> NotCopied = new()
    {
        // foreman finds $FOO inside $FOOBAR.
        ["expand-0003"] = "x $FOOBAR",
        ["expand-0004"] = "x 2",
        // foreman takes \1 and \0 in a value for parts of its own pattern.
        ["expand-0012"] = "x a\\1b",
        ["expand-0014"] = "x a\\0b",
        // procfile-util loses the $( of a substitution.
        ["expand-0041"] = "x $(date)",
        ["expand-0043"] = "x $(date)",
    };

    public static TheoryData<string, string> Ids => CommandVector.IdsOf("expand");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_tools_expansion_is_its_own_without_its_faults(string tool, string id)
    {
        var vector = CommandVector.ById(id);
        var expected = NotCopied.GetValueOrDefault(id) ?? (vector.Expected.ValueKind == JsonValueKind.String ? vector.Expected.GetString() : null);
        var actual = tool switch
        {
            "foreman" => ToolExpansion.Foreman(vector.Input, vector.Strings("env")),
            "procfile-util" => ToolExpansion.ProcfileUtil(vector.Input, ProcfileUtilVariables(vector)),
            "cloud66-starter" => ToolExpansion.Cloud66Starter(vector.Input),
            _ => Cloud66(vector),
        };
        if (expected is not null) Assert.Equal(expected, actual);
        else Assert.DoesNotContain("{{", actual, StringComparison.Ordinal);
    }

    /// <summary>Cloud 66 documents whole entries: the name stays, the command is expanded.</summary>
    private static string Cloud66(CommandVector vector)
    {
        var colon = vector.Input.IndexOf(": ", StringComparison.Ordinal) + 2;
        var variables = new Dictionary<string, string>(vector.Strings("env")) { ["PATH"] = "/usr/bin:/bin" };
        return vector.Input[..colon] + new CommandExpander().Expand(vector.Input[colon..], variables, new UniqueIntToken(1)).ToDisplayString();
    }

    private static Dictionary<string, string> ProcfileUtilVariables(CommandVector vector)
    {
        var variables = new Dictionary<string, string> { ["PORT"] = vector.Option("default_port")!, ["PS"] = vector.Option("process_type")! };
        if (vector.Options.GetProperty("allow_getenv").GetBoolean())
        {
            foreach (var (name, value) in vector.Strings("os_env")) variables[name] = value;
        }

        foreach (var line in (vector.Option("env_file") ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            variables[line.Split('=')[0]] = line.Split('=')[1];
        return variables;
    }
}
