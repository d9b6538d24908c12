namespace Procfile.Core.Launching;

/// <summary>Finds what no operating system could carry out, before anything is tried.</summary>
internal static class SpecCheck
{
    internal static LaunchFailure? Find(ProcessSpec spec)
    {
        if (spec.Arguments.IsDefaultOrEmpty)
            return Invalid("has no command");
        if (spec.Directory?.Contains('\0', StringComparison.Ordinal) ?? false)
            return Invalid("has a directory with a NUL character in it");
        foreach (string argument in spec.Arguments)
        {
            if (argument.Contains('\0', StringComparison.Ordinal))
                return Invalid("has an argument with a NUL character in it");
        }

        foreach ((string name, string value) in spec.Environment)
        {
            if (name.Length == 0 || name.AsSpan().ContainsAny('=', '\0') || value.Contains('\0', StringComparison.Ordinal))
                return Invalid($"has the variable \"{name.Replace('\0', '?')}\", whose name or value cannot be in an environment");
        }

        return null;

        LaunchFailure Invalid(string what) => new(LaunchFailureKind.InvalidSpec, $"{spec.Name} {what}: correct it.");
    }
}
