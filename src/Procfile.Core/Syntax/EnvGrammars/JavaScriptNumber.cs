using System.Globalization;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>Numbers as JavaScript writes them.</summary>
internal static class JavaScriptNumber
{
    internal static string ToText(double value)
    {
        if (value == 0)
            return "0";
        if (double.IsInfinity(value))
            return value > 0 ? "Infinity" : "-Infinity";
        var (sign, digits, point) = Split(value);
        var text = point switch
        {
            > 0 and <= 21 when digits.Length <= point => digits.PadRight(point, '0'),
            > 0 and <= 21 => $"{digits[..point]}.{digits[point..]}",
            > -6 and <= 0 => $"0.{new string('0', -point)}{digits}",
            _ => $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(point > 0 ? "+" : "")}{(point - 1).ToString(CultureInfo.InvariantCulture)}",
        };
        return sign + text;
    }

    /// <summary>The shortest digits that give the value back, and where the decimal point stands among them.</summary>
    private static (string Sign, string Digits, int Point) Split(double value)
    {
        var text = Math.Abs(value).ToString("E16", CultureInfo.InvariantCulture);
        for (var precision = 0; precision < 17; precision++)
        {
            text = Math.Abs(value).ToString($"E{precision}", CultureInfo.InvariantCulture);
            if (double.Parse(text, CultureInfo.InvariantCulture) == Math.Abs(value))
                break;
        }

        var exponent = text.IndexOf('E', StringComparison.Ordinal);
        var digits = text[..exponent].Replace(".", "", StringComparison.Ordinal);
        return (value < 0 ? "-" : "", digits, int.Parse(text[(exponent + 1)..], CultureInfo.InvariantCulture) + 1);
    }
}
