using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Procfile.Core.Commands;

/// <summary>The token source of one process: its <c>{{UNIQUE_INT}}</c> (Cloud 66).</summary>
/// <param name="value">The unique integer of the process.</param>
/// <param name="others">Where all other tokens come from. <value>Default: none.</value></param>
public sealed class UniqueIntToken(int value, ITokenSource? others = null) : ITokenSource
{
    /// <summary>The token's name. Cloud 66 knows exactly this spelling, without inner blanks.</summary>
    public const string Name = "UNIQUE_INT";

    private readonly string _value = value.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public bool TryGetToken(string name, [NotNullWhen(true)] out string? value)
    {
        if (name == Name)
        {
            value = _value;
            return true;
        }

        value = null;
        return others is not null && others.TryGetToken(name, out value);
    }
}
