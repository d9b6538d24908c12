using PuppeteerSharp;

namespace Procfile.Core.Dashboard.Tests.Page;

/// <summary>One browser for all tests of the page; each has a profile of its own in it.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-dev-shm-usage",
    ];

    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Browser is { } browser)
            _browser = await Puppeteer.LaunchAsync(new LaunchOptions { ExecutablePath = browser, Headless = true, Args = Arguments, Timeout = 60_000 });
    }

    public async Task DisposeAsync()
    {
        if (_browser is null)
            return;
        await _browser.CloseAsync();
        await _browser.DisposeAsync();
    }

    internal async Task<ShownPage> OpenAsync(string address, int width = 1400, int height = 900, string? first = null, bool mayFailToLoad = false)
    {
        IBrowserContext profile = await _browser!.CreateBrowserContextAsync();
        return await ShownPage.OpenAsync(profile, address, width, height, first, mayFailToLoad);
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    internal const string Name = "In a browser";
}
