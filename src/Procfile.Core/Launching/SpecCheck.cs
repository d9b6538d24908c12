using Procfile.Core.Bytes;

namespace Procfile.Core.Launching;

/// <summary>Finds what no operating system could carry out, before anything is tried.</summary>
internal static class SpecCheck
{
    /// <summary>Linux takes no longer string than this, its terminating NUL included (MAX_ARG_STRLEN, 32 pages).</summary>
    private const int LongestString = 128 * 1024;

    internal static LaunchFailure? Find(ProcessSpec spec)
    {
        if (spec.Arguments.IsDefaultOrEmpty)
            return Invalid("has no command");
        if (spec.Directory?.Contains('\0', StringComparison.Ordinal) ?? false)
            return Invalid("has a directory with a NUL character in it");
        foreach (string argument in spec.Arguments)
        {
            if (IsTooLong(argument.Length, argument))
                return TooLong($"an argument of {argument.Length} characters");
            if (argument.Contains('\0', StringComparison.Ordinal))
                return Invalid("has an argument with a NUL character in it");
        }

        foreach ((string name, string value) in spec.Environment)
        {
            if (name.Length == 0 || name.AsSpan().ContainsAny('=', '\0') || value.Contains('\0', StringComparison.Ordinal))
                return Invalid($"has the variable \"{name.Replace('\0', '?')}\", whose name or value cannot be in an environment");
        }

        return null;

        // Measured in bytes only where the characters alone leave it open.
        static bool IsTooLong(int characters, string text) => OperatingSystem.IsLinux()
            && characters >= LongestString / 3 && RawText.ByteCount(text) >= LongestString;

        LaunchFailure TooLong(string what) => new(
            LaunchFailureKind.TooLarge, $"{spec.Name} has {what}: the operating system takes {LongestString - 1} bytes at most; move it to a file.");

        LaunchFailure Invalid(string what) => new(LaunchFailureKind.InvalidSpec, $"{spec.Name} {what}: correct it.");
    }
}
