namespace Procfile.Core.Dashboard.Api;

/// <summary>The description of the API (OpenAPI 3.1), as it stands in <c>openapi.json</c> beside this file.</summary>
internal static class OpenApiDocument
{
    internal static ReadOnlyMemory<byte> Json { get; } = Read();

    private static byte[] Read()
    {
        using Stream resource = typeof(OpenApiDocument).Assembly.GetManifestResourceStream("openapi.json")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
