using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Procfile.Core.Commands.Formations;
using Procfile.Core.Syntax;

namespace Procfile.Core.Commands;

/// <summary>A change of the number of processes of a type: to a number (<c>3</c>), or by one (<c>+2</c>, <c>-1</c>).</summary>
/// <param name="Amount">The number of processes, or how many more (positive) or less (negative).</param>
/// <param name="IsRelative">Whether the amount counts from what there is.</param>
public readonly record struct ScaleChange(int Amount, bool IsRelative)
{
    /// <summary>A change to a number of processes.</summary>
    /// <param name="count">The number, 0 or more.</param>
    /// <returns>The change.</returns>
    public static ScaleChange To(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new ScaleChange(count, IsRelative: false);
    }

    /// <summary>A change by a number of processes.</summary>
    /// <param name="amount">How many more, or less when negative.</param>
    /// <returns>The change.</returns>
    public static ScaleChange By(int amount) => new(amount, IsRelative: true);

    /// <summary>Reads a change: <c>3</c>, <c>+2</c>, <c>-1</c>, or with the brackets that Cloud 66 requires for relative ones, <c>[+2]</c>.</summary>
    /// <param name="text">The text; blanks around it do not count.</param>
    /// <returns>The change.</returns>
    /// <exception cref="FormatException">The text is no change; the message says what one looks like.</exception>
    public static ScaleChange Parse(string text) =>
        TryParse(text, out var change, out var problem) ? change : throw new FormatException(problem.Message);

    /// <summary>Reads a change without throwing.</summary>
    /// <param name="text">The text; blanks around it do not count.</param>
    /// <param name="change">The change.</param>
    /// <returns>Whether the text is a change.</returns>
    public static bool TryParse(string text, out ScaleChange change) => TryParse(text, out change, out _);

    /// <summary>Reads a change without throwing.</summary>
    /// <param name="text">The text; blanks around it do not count.</param>
    /// <param name="change">The change.</param>
    /// <param name="problem">What is wrong, when it is no change.</param>
    /// <returns>Whether the text is a change.</returns>
    public static bool TryParse(string text, out ScaleChange change, [NotNullWhen(false)] out Diagnostic? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        problem = null;
        var trimmed = text.Trim();
        var inBrackets = trimmed is ['[', .., ']'];
        if (inBrackets) trimmed = trimmed[1..^1].Trim();
        var isRelative = trimmed is ['+' or '-', ..];
        var isNumber = int.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
            && amount >= -FormationReader.MaximumCount && amount <= FormationReader.MaximumCount;
        if (isNumber && (isRelative || !inBrackets))
        {
            change = new ScaleChange(amount, isRelative);
            return true;
        }

        change = default;
        problem = FormationDiagnostics.NotAChange(text);
        return false;
    }

    /// <summary>The number of processes after the change; never below 0.</summary>
    /// <param name="current">The number before.</param>
    /// <returns>The number after.</returns>
    public int Apply(int current) =>
        IsRelative ? (int)Math.Clamp((long)current + Amount, 0, int.MaxValue) : Math.Max(0, Amount);

    /// <summary>The change as text that <see cref="Parse"/> reads.</summary>
    /// <returns>For example <c>3</c>, <c>+2</c> or <c>-1</c>.</returns>
    public override string ToString() =>
        IsRelative && Amount >= 0
            ? string.Create(CultureInfo.InvariantCulture, $"+{Amount}")
            : Amount.ToString(CultureInfo.InvariantCulture);
}
