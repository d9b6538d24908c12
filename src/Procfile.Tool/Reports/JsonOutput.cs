using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Procfile.Core.Syntax;

namespace Procfile.Tool.Reports;

/// <summary>Prints JSON on standard output.</summary>
internal static class JsonOutput
{
    // Commands are full of quotes, ampersands and angle brackets; what is printed here goes to programs and people, never into HTML.
    private static readonly JsonShapes Shapes = new(new JsonSerializerOptions(JsonShapes.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    internal static int Print<T>(T value)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(value, (JsonTypeInfo<T>)Shapes.GetTypeInfo(typeof(T))!));
        return ExitCodes.Fine;
    }

    /// <summary>Diagnostics, with their file where a command reads several.</summary>
    internal static IReadOnlyList<DiagnosticJson> Of(IEnumerable<Diagnostic> diagnostics, string? file = null) =>
        [.. diagnostics.Select(diagnostic => new DiagnosticJson(
            file, diagnostic.Id, diagnostic.Severity.ToString().ToLowerInvariant(), diagnostic.Line, diagnostic.Column, diagnostic.Message))];

    internal static string CamelCase(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    /// <summary>A name of the code in words: <c>CommandDiffers</c> is <c>command differs</c>.</summary>
    internal static string Words(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name).Replace('_', ' ');
}
