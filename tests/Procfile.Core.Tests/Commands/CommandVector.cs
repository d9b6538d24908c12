using System.Text.Json;
using Procfile.Core.Tests.Syntax;

namespace Procfile.Core.Tests.Commands;

/// <summary>One observation of what a tool did with a formation, with ports, with a command's variables or with names.</summary>
internal sealed record CommandVector(string Id, string Kind, string Tool, string Input, JsonElement Options, JsonElement Expected)
{
    private static readonly Lazy<IReadOnlyList<CommandVector>> Loaded = new(Load);

    public static TheoryData<string, string> IdsOf(string kind)
    {
        var ids = new TheoryData<string, string>();
        foreach (var vector in Loaded.Value.Where(vector => vector.Kind == kind)) ids.Add(vector.Tool, vector.Id);
        return ids;
    }

    public static CommandVector ById(string id) => Loaded.Value.First(vector => vector.Id == id);

    public string? Option(string name) =>
        Options.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    public int? Number(string name) => int.TryParse(Option(name), out var number) ? number : null;

    /// <summary>An object of strings among the options.</summary>
    public Dictionary<string, string> Strings(string name) =>
        Options.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetString()!)
            : [];

    private static CommandVector[] Load()
    {
        var path = Path.Combine(RepositoryFiles.Root, "tests", "Procfile.Core.Tests", "Commands", "command-vectors.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.EnumerateArray().Select(one => new CommandVector(
            one.GetProperty("id").GetString()!,
            one.GetProperty("kind").GetString()!,
            one.GetProperty("source_tool").GetString()!,
            one.GetProperty("input").GetString()!,
            one.GetProperty("options").Clone(),
            one.GetProperty("expected").Clone()))];
    }
}
