using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Procfile.Core.Supervision.Probes;

namespace Procfile.Core.Supervision;

/// <summary>The built-in readiness probes.</summary>
public static class Readiness
{
    /// <summary>Ready when the process has run for a time.</summary>
    /// <param name="time">How long.</param>
    public static IReadinessProbe After(TimeSpan time) => new DelayProbe(time);

    /// <summary>Ready when a TCP port of this host takes connections.</summary>
    /// <param name="port">The port; null for the one the process was given.</param>
    public static IReadinessProbe Tcp(int? port = null) => new TcpProbe(port);

    /// <summary>Ready when an HTTP request to this host is answered with a status from 200 to 399, within 5 s.</summary>
    /// <param name="path">The path and, if wished, the query.</param>
    /// <param name="port">The port; null for the one the process was given.</param>
    public static IReadinessProbe Http(string path = "/", int? port = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new HttpProbe(path.StartsWith('/') ? path : $"/{path}", port);
    }

    /// <summary>Ready when the process writes a line that matches.</summary>
    /// <param name="pattern">A regular expression without back-references; matched in time linear to the line.</param>
    /// <exception cref="ArgumentException">The pattern is no such expression.</exception>
    public static IReadinessProbe Line([StringSyntax(StringSyntaxAttribute.Regex)] string pattern) =>
        new LineProbe(new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));

    /// <summary>
    /// Reads a probe: <c>none</c>, <c>after:5s</c>, <c>tcp</c>, <c>tcp:8080</c>, <c>http</c>, <c>http:/health</c>, <c>http:8080/health</c> or
    /// <c>line:PATTERN</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="probe">The probe; null for <c>none</c>.</param>
    /// <param name="error">What is wrong and what to write instead.</param>
    /// <returns>Whether the text names a probe.</returns>
    public static bool TryParse(string? text, out IReadinessProbe? probe, [NotNullWhen(false)] out string? error)
    {
        string[] parts = (text ?? "").Trim().Split(':', 2);
        string rest = parts.Length > 1 ? parts[1] : "";
        (probe, error) = parts[0].ToLowerInvariant() switch
        {
            "none" when rest == "" => (null, null),
            "after" => ParseDelay(rest),
            "tcp" => ParseTcp(rest),
            "http" => ParseHttp(rest),
            "line" => ParseLine(rest),
            _ => (null, $"\"{text}\" is no readiness: write none, after:5s, tcp, tcp:8080, http:/health, http:8080/health or line:PATTERN."),
        };
        return error is null;
    }

    private static (IReadinessProbe?, string?) ParseDelay(string text) =>
        StopSequence.TryParseWait(text, out TimeSpan wait) ? (After(wait), null) : (null, $"\"{text}\" is no time: write one like after:5s.");

    private static (IReadinessProbe?, string?) ParseTcp(string text) =>
        TryParsePort(text, out int? port) ? (Tcp(port), null) : (null, $"\"{text}\" is no port: write one from 1 to 65535, like tcp:8080.");

    private static (IReadinessProbe?, string?) ParseHttp(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string path = slash < 0 ? "/" : text[slash..];
        return TryParsePort(slash < 0 ? text : text[..slash], out int? port)
            ? (Http(path, port), null)
            : (null, $"\"{text}\" is neither a path nor a port and a path: write http:/health or http:8080/health.");
    }

    private static (IReadinessProbe?, string?) ParseLine(string text)
    {
        try
        {
            return text == "" ? (null, "A pattern is missing: write one like line:Listening on.") : (Line(text), null);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return (null, $"\"{text}\" is no pattern: {exception.Message}");
        }
    }

    private static bool TryParsePort(string text, out int? port)
    {
        bool known = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= 65535;
        port = known ? number : null;
        return known || text == "";
    }
}
