using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using PuppeteerSharp;

namespace Procfile.Core.Dashboard.Tests.Page;

/// <summary>The page in a browser, and whatever the browser has complained about.</summary>
internal sealed class ShownPage : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    // A policy that stops something says so to the page itself, whatever the console does.
    private const string TellViolations =
        "document.addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sample}`));";

    private readonly IBrowserContext _profile;
    private readonly IPage _page;
    private readonly ConcurrentQueue<string> _complaints = new();

    private ShownPage(IBrowserContext profile, IPage page) => (_profile, _page) = (profile, page);

    internal IPage Page => _page;

    /// <summary>Whether a server that is away or refuses is what the test is about; the browser itself then writes an error.</summary>
    internal bool MayFailToLoad { get; set; }

    internal static async Task<ShownPage> OpenAsync(IBrowserContext profile, string address, int width, int height, string? first, bool mayFailToLoad)
    {
        IPage page = await profile.NewPageAsync();
        var shown = new ShownPage(profile, page) { MayFailToLoad = mayFailToLoad };
        page.Console += (_, said) => shown.Heard(said.Message.Type, said.Message.Text);
        page.PageError += (_, error) => shown._complaints.Enqueue($"exception: {error.Message}");
        page.Dialog += (_, dialog) => shown._complaints.Enqueue($"dialog: {dialog.Dialog.Message}");
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = height });
        await page.EvaluateExpressionOnNewDocumentAsync(TellViolations + first);
        await page.GoToAsync(address, WaitUntilNavigation.DOMContentLoaded);
        return shown;
    }

    /// <summary>Nothing that the browser complained of is ever right.</summary>
    public async ValueTask DisposeAsync()
    {
        await _profile.CloseAsync();
        Assert.Empty(_complaints);
    }

    internal Task<T> AskAsync<T>(string expression) => _page.EvaluateExpressionAsync<T>(expression);

    /// <summary>Waits until an expression is true, in the page.</summary>
    internal async Task UntilAsync(string expression)
    {
        var waited = Stopwatch.StartNew();
        while (!await AskAsync<bool>($"!!({expression})"))
        {
            if (waited.Elapsed > Limit)
                Assert.Fail($"The page never came to {expression}; it shows: {await AskAsync<string>("document.title + '\\n' + document.body.innerText")}");
            await Task.Delay(20);
        }
    }

    internal Task UntilTextAsync(string selector, string text) =>
        UntilAsync($"[...document.querySelectorAll({Quote(selector)})].some(element => element.textContent.includes({Quote(text)}))");

    internal Task<string> TextAsync(string selector) => AskAsync<string>($"document.querySelector({Quote(selector)})?.textContent ?? ''");

    internal Task<int> CountAsync(string selector) => AskAsync<int>($"document.querySelectorAll({Quote(selector)}).length");

    /// <summary>Clicks what has this name for those who do not see it.</summary>
    internal async Task ClickAsync(string label)
    {
        string selector = $"button[aria-label={Quote(label)}]";
        await UntilAsync($"document.querySelector({Quote(selector)})");
        await _page.ClickAsync(selector);
    }

    internal async Task PressAsync(params string[] keys)
    {
        foreach (string key in keys)
            await _page.Keyboard.PressAsync(key);
    }

    /// <summary>Waits until there is a row for each of these processes, and for no other, in this order.</summary>
    internal Task UntilRowsAsync(params string[] processes) =>
        UntilAsync($"JSON.stringify([...document.querySelectorAll('tr.process')].map(row => row.dataset.process)) === {Quote(JsonSerializer.Serialize(processes))}");

    internal static string Row(string process) => $"tr[data-process={Quote(process)}]";

    internal static string TypeRow(string type) => $"tr[data-type={Quote(type)}]";

    internal static string Quote(string text) => JsonSerializer.Serialize(text);

    private void Heard(ConsoleType type, string text)
    {
        bool isError = type is ConsoleType.Error or ConsoleType.Warning;
        if (isError && !(MayFailToLoad && text.StartsWith("Failed to load resource", StringComparison.Ordinal)))
            _complaints.Enqueue($"{type}: {text}");
    }
}
