using System.IO.Enumeration;

namespace Procfile.Core.Supervision.Engine;

/// <summary>Names of types and processes with <c>*</c> for any run of characters, as overmind takes them.</summary>
internal static class NamePattern
{
    internal static bool Matches(string pattern, string name) => pattern.Contains('*', StringComparison.Ordinal)
        ? FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)
        : pattern == name;
}
