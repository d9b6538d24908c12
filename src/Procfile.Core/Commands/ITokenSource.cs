using System.Diagnostics.CodeAnalysis;

namespace Procfile.Core.Commands;

/// <summary>Gives the values of <c>{{NAME}}</c> tokens in commands, such as Cloud 66's <c>{{UNIQUE_INT}}</c>.</summary>
public interface ITokenSource
{
    /// <summary>Looks up one token. Asked at most once per name and command, so every place in a command gets the same value.</summary>
    /// <param name="name">The text between the braces, for example <c>UNIQUE_INT</c>.</param>
    /// <param name="value">The value when the token is known.</param>
    /// <returns>Whether the token is known.</returns>
    bool TryGetToken(string name, [NotNullWhen(true)] out string? value);
}
