namespace Procfile.Core.Fuzz;

/// <summary>What can be fuzzed, by name.</summary>
internal static class Targets
{
    private static readonly Dictionary<string, Action<byte[]>> ByName = new()
    {
        ["procfile"] = ProcfileChecks.Run,
        ["env"] = DotEnvChecks.Run,
        ["commands"] = CommandChecks.Run,
        ["all"] = bytes =>
        {
            ProcfileChecks.Run(bytes);
            DotEnvChecks.Run(bytes);
            CommandChecks.Run(bytes);
        },
    };

    internal static Action<byte[]> Find(string name) =>
        ByName.TryGetValue(name, out var target)
            ? target
            : throw new ArgumentException($"There is no target '{name}'. There are {string.Join(", ", ByName.Keys)}.", nameof(name));
}
