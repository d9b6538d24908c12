using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Procfile.Core.Dashboard.Page;

namespace Procfile.Core.Dashboard.Tests.Page;

public sealed partial class PageDocumentTests
{
    private static readonly string Html = Text(new PageDocument("shop"));

    [Theory]
    [InlineData("script", "script-src")]
    [InlineData("style", "style-src")]
    public void The_policy_allows_exactly_what_is_in_the_document(string element, string directive)
    {
        string content = Assert.Single(Regex.Matches(Html, $"<{element}(?: [^>]*)?>(.*?)</{element}>", RegexOptions.Singleline)).Groups[1].Value;
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        Assert.Contains($"{directive} 'sha256-{hash}';", PageDocument.ContentSecurityPolicy);
    }

    [Fact]
    public void The_policy_allows_nothing_else()
    {
        string[] directives = PageDocument.ContentSecurityPolicy.Split("; ");
        Assert.Equal(
            ["default-src 'none'", "connect-src 'self'", "img-src data:", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"],
            directives.Where(directive => !directive.Contains("sha256-")));
    }

    [Fact]
    public void Nothing_comes_from_elsewhere()
    {
        string[] addresses = [.. Addresses().Matches(Html).Select(match => match.Value)];
        Assert.All(addresses, address => Assert.Equal("http://www.w3.org/2000/svg", address));
        Assert.DoesNotMatch(@"@import|url\(|<link[^>]+stylesheet|<(img|iframe|object|embed|base)\b|\ssrc=", Html.Replace("img-src", ""));
    }

    [Fact]
    public void Nothing_turns_text_into_markup_or_code() =>
        Assert.DoesNotMatch(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|\son[a-z]+=|\sstyle=", Html);

    [Fact]
    public void Every_place_is_filled_and_every_file_is_used()
    {
        Assert.DoesNotContain("{{", Html);
        foreach (string file in typeof(PageDocument).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".js") || name.EndsWith(".css")))
        {
            using var reader = new StreamReader(typeof(PageDocument).Assembly.GetManifestResourceStream(file)!);
            Assert.Contains(reader.ReadToEnd().ReplaceLineEndings("\n"), Html);
        }
    }

    [Fact]
    public void A_title_is_text_whatever_is_in_it()
    {
        string html = Text(new PageDocument("<b>{{script}}</b> & \"co\""));
        Assert.Contains("<title>&lt;b&gt;{{script}}&lt;/b&gt; &amp; &quot;co&quot;</title>", html);
        Assert.Equal(Html.Length, html.Replace("&lt;b&gt;{{script}}&lt;/b&gt; &amp; &quot;co&quot;", "shop").Length);
    }

    private static string Text(PageDocument document) => Encoding.UTF8.GetString(document.Html.Span);

    [GeneratedRegex(@"(?:https?:)?//[a-z0-9][a-z0-9.-]*\.[a-z]{2,}[^\s'""<>]*", RegexOptions.IgnoreCase)]
    private static partial Regex Addresses();
}
