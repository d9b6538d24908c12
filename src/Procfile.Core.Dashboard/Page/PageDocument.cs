using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Procfile.Core.Dashboard.Page;

/// <summary>
/// The page: one HTML document that has everything in it and asks for nothing from elsewhere. Its files are put together once; a policy
/// lets a browser run exactly this script and use exactly these styles, and nothing that a process's name or output might bring.
/// </summary>
internal sealed class PageDocument
{
    // A script stands after what it uses while it loads; what it uses when it is called may stand anywhere.
    private static readonly string[] Scripts =
    [
        "elements", "words", "api", "streams", "ansi", "messages", "operations", "menu", "processRow", "typeRow", "table", "summary", "events",
        "logLine", "logLines", "logs", "live", "tokenForm", "keyboard", "begin",
    ];

    private static readonly string[] Styles = ["colors", "base", "layout", "table", "cards", "streams", "ansi", "overlays"];

    // Most who ask the API never look at the page.
    private static readonly Lazy<string> Script = new(() => string.Concat(Scripts.Select(name => Read($"Scripts/{name}.js"))));
    private static readonly Lazy<string> Style = new(() => string.Concat(Styles.Select(name => Read($"Styles/{name}.css"))));
    private static readonly Lazy<string> Skeleton = new(() => Read("page.html"));

    private static readonly Lazy<string> Policy = new(() =>
        $"default-src 'none'; script-src '{Hash(Script.Value)}'; style-src '{Hash(Style.Value)}'; connect-src 'self'; img-src data:; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'");

    private readonly Lazy<byte[]> _html;

    /// <summary>A page that is put together when it is first asked for.</summary>
    /// <param name="title">What the application is called.</param>
    internal PageDocument(string title) => _html = new(() => Encoding.UTF8.GetBytes(
        string.Concat(Skeleton.Value.Split("{{").Select((part, place) => place == 0 ? part : Fill(part, WebUtility.HtmlEncode(title))))));

    /// <summary>The document, UTF-8.</summary>
    internal ReadOnlyMemory<byte> Html => _html.Value;

    /// <summary>The value of the header <c>Content-Security-Policy</c> to send with it.</summary>
    internal static string ContentSecurityPolicy => Policy.Value;

    // What is filled in is never looked at again: a title may have braces in it.
    private static string Fill(string part, string title)
    {
        int end = part.IndexOf("}}", StringComparison.Ordinal);
        string filling = part[..end] switch
        {
            "title" => title,
            "style" => Style.Value,
            "script" => Script.Value,
            string other => throw new InvalidOperationException($"page.html has a place for {other}, which nothing fills."),
        };
        return filling + part[(end + 2)..];
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    // A browser hashes what it has parsed, and there every line ends with LF, whatever a checkout has made of the files.
    private static string Read(string file)
    {
        using Stream stream = typeof(PageDocument).Assembly.GetManifestResourceStream($"Page/{file}")
            ?? throw new InvalidOperationException($"The page lacks {file}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
