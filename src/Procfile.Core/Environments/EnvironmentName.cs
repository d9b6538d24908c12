namespace Procfile.Core.Environments;

/// <summary>The name of the environment that chooses the variant of the Procfile: <c>production</c>.</summary>
/// <param name="Value">The name.</param>
/// <param name="Variable">The variable it comes from; null when it was given.</param>
public readonly record struct EnvironmentName(string Value, string? Variable)
{
    /// <summary>The variables that are asked, in this order, when no name is given.</summary>
    public static IReadOnlyList<string> Variables { get; } =
        ["PROCFILE_ENV", "RAILS_ENV", "RACK_ENV", "NODE_ENV", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    /// <summary>Finds the environment's name. What is empty or blank counts as not there.</summary>
    /// <param name="given">From the caller or a command line; wins over all variables.</param>
    /// <param name="variables">The process environment.</param>
    /// <returns>The name, or null when nothing gives one.</returns>
    public static EnvironmentName? Resolve(string? given, IReadOnlyDictionary<string, string> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        if (!string.IsNullOrWhiteSpace(given)) return new EnvironmentName(given.Trim(), null);
        foreach (var variable in Variables)
        {
            if (variables.TryGetValue(variable, out var value) && !string.IsNullOrWhiteSpace(value))
                return new EnvironmentName(value.Trim(), variable);
        }

        return null;
    }

    /// <summary>Whether a name can be part of a file's name, so that a variant can exist for it.</summary>
    /// <param name="name">The name.</param>
    /// <returns>False for names with a slash, a backslash, a colon or a control character, and for an empty name.</returns>
    public static bool CanNameVariant(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        // A colon begins an alternate stream of a file on Windows.
        return name.Length > 0 && !name.Any(static c => c is '/' or '\\' or ':' || char.IsControl(c));
    }

    /// <summary>The name.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;
}
