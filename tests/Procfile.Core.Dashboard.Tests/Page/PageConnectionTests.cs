namespace Procfile.Core.Dashboard.Tests.Page;

[Collection(BrowserTests.Name)]
public sealed class PageConnectionTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_lost_connection_is_shown_at_once_and_heals()
    {
        await using PageHost host = await PageHost.StartAsync("web=1");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        page.MayFailToLoad = true;
        host.Write("web.1", "before\n");
        await page.UntilTextAsync(".line .text", "before");
        await page.UntilRowsAsync("web.1");

        await host.GoAwayAsync();
        await page.UntilTextAsync("#banner:not([hidden])", "Connection lost, trying again");
        await page.UntilAsync("document.title.startsWith('⚠ connection lost') && document.body.dataset.connection === 'lost'");
        await page.UntilRowsAsync("web.1");
        await host.Supervisor.ScaleAsync("web", Procfile.Core.Commands.ScaleChange.To(2));
        host.Write("web.1", "meanwhile\n");

        await host.ListenAsync();
        await page.UntilRowsAsync("web.1", "web.2");
        await page.UntilAsync("document.getElementById('banner').hidden && document.title.startsWith('● 2 running')");
        await page.UntilTextAsync(".line .text", "meanwhile");
        host.Write("web.2", "after\n");
        await page.UntilTextAsync(".line .text", "after");
    }

    [BrowserFact]
    public async Task What_was_shown_before_a_loss_is_not_shown_twice()
    {
        await using PageHost host = await PageHost.StartAsync("web=1");
        await using ShownPage page = await browser.OpenAsync(host.Address, first: Hiding);
        host.Write("web.1", "before\n");
        await page.UntilTextAsync(".line .text", "before");
        await page.AskAsync<bool>("hide(true)");
        host.Write("web.1", "meanwhile\n");
        await page.AskAsync<bool>("hide(false)");
        await page.UntilTextAsync(".line .text", "meanwhile");
        Assert.Equal("before,meanwhile", await page.AskAsync<string>("[...document.querySelectorAll('.line .text')].map(text => text.textContent).join()"));
    }

    [BrowserFact]
    public async Task Nothing_is_asked_for_while_nobody_looks()
    {
        await using PageHost host = await PageHost.StartAsync("web=1");
        await using ShownPage page = await browser.OpenAsync(host.Address, first: Hiding);
        await page.UntilRowsAsync("web.1");
        await page.AskAsync<bool>("hide(true)");
        await Task.Delay(500);
        int asked = host.Requests.Count;
        await host.Supervisor.ScaleAsync("web", Procfile.Core.Commands.ScaleChange.To(2));
        await Task.Delay(3000);
        Assert.Equal(asked, host.Requests.Count);
        Assert.Equal(1, await page.CountAsync("tr.process"));

        await page.AskAsync<bool>("hide(false)");
        await page.UntilRowsAsync("web.1", "web.2");
    }

    [BrowserFact]
    public async Task The_end_of_the_supervisor_is_said_and_its_return_seen()
    {
        await using PageHost host = await PageHost.StartAsync("web=1");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        page.MayFailToLoad = true;
        await page.UntilRowsAsync("web.1");

        await host.Supervisor.DisposeAsync();
        await page.UntilTextAsync("#banner:not([hidden])", "The supervisor has ended");
        await page.UntilAsync("document.title === '■ ended – shop'");

        await host.GoAwayAsync();
        await host.SuperviseAsync();
        await host.ListenAsync();
        await page.Page.ClickAsync("#try-now");
        await page.UntilAsync("document.getElementById('banner').hidden && document.title === '● 1 running – shop'");
        host.Write("web.1", "again\n");
        await page.UntilTextAsync(".line .text", "again");
    }

    [BrowserFact]
    public async Task The_token_leaves_the_address_and_lasts()
    {
        await using PageHost host = await PageHost.StartAsync("web=1", "secret");
        await using ShownPage page = await browser.OpenAsync($"{host.Address}?token=secret&x=1#y");
        await page.UntilRowsAsync("web.1");
        Assert.Equal($"{host.Address}?x=1#y", await page.AskAsync<string>("location.href"));

        // The answer to a page without its token is 401, and the browser says so.
        page.MayFailToLoad = true;
        await page.Page.ReloadAsync();
        await page.UntilRowsAsync("web.1");
        Assert.DoesNotContain("secret", await page.AskAsync<string>("document.documentElement.outerHTML"));
    }

    [BrowserFact]
    public async Task Whoever_has_no_token_is_asked_for_it()
    {
        await using PageHost host = await PageHost.StartAsync("web=1", "secret");
        await using ShownPage page = await browser.OpenAsync(host.Address, mayFailToLoad: true);
        await page.UntilAsync("document.activeElement.id === 'token-input'");
        Assert.Equal(0, await page.CountAsync("tr.process"));

        await page.Page.Keyboard.TypeAsync("wrong");
        await page.PressAsync("Enter");
        await page.UntilTextAsync("#token-wrong", "This token is not right");
        await page.Page.Keyboard.TypeAsync($"{host.Address}?token=secret");
        await page.PressAsync("Enter");
        await page.UntilRowsAsync("web.1");
        Assert.True(await page.AskAsync<bool>("document.getElementById('token-form').hidden"));
        host.Write("web.1", "seen\n");
        await page.UntilTextAsync(".line .text", "seen");
    }

    [BrowserFact]
    public async Task It_finds_its_own_base_wherever_it_is_mapped()
    {
        await using PageHost host = await PageHost.StartAsync("web=1", pattern: "");
        await using ShownPage page = await browser.OpenAsync(host.Address + "/");
        await page.UntilRowsAsync("web.1");
        Assert.Contains("/api/snapshot", host.Requests);
    }

    // A browser without a screen always looks.
    private const string Hiding = """
        let hidden = false;
        Object.defineProperty(document, "hidden", { get: () => hidden });
        window.hide = is => { hidden = is; return document.dispatchEvent(new Event("visibilitychange")); };
        """;
}
