using Procfile.Core.Launching;

namespace Procfile.Core.Dashboard.Tests.Page;

[Collection(BrowserTests.Name)]
public sealed class PageLayoutTests(BrowserFixture browser)
{
    private const string TooWide = "document.documentElement.scrollWidth - innerWidth";

    [BrowserFact]
    public async Task Nothing_is_wider_than_a_small_screen()
    {
        string name = "a-name-that-somebody-really-thought-would-be-good-for-a-process-type-and-nobody-stopped-them";
        await using PageHost host = await PageHost.StartAsync($"web=1,{name}=2,{new string('x', 60)}=1");
        await using ShownPage page = await browser.OpenAsync(host.Address, width: 400, height: 800);
        await page.UntilRowsAsync("web.1", $"{name}.1", $"{name}.2", $"{new string('x', 60)}.1");
        host.Write("web.1", new string('A', 3000) + "\n");
        await page.UntilTextAsync(".line .text", "AAA");
        host.Process($"{name}.1").Exit(ProcessExit.WithCode(1));
        await page.UntilTextAsync("#event-list", "ended with");
        Assert.Equal(0, await page.AskAsync<int>(TooWide));

        // What is cut off to the right can be neither seen nor pressed.
        string[] cut = await page.AskAsync<string[]>("""
            [...document.querySelectorAll('button, input, select, .word')].filter(element => element.checkVisibility() && !element.closest('#log-lines, dialog, [popover]'))
                .filter(element => (box => box.left < 0 || box.right > innerWidth)(element.getBoundingClientRect())).map(element => element.outerHTML)
            """);
        Assert.Empty(cut);
        await page.PressAsync("?");
        Assert.Equal(0, await page.AskAsync<int>(TooWide));
    }

    [BrowserFact]
    public async Task Names_and_problems_are_text()
    {
        const string Name = "<img src=x onerror=alert(1)>";
        await using PageHost host = await PageHost.StartAsync("web=1");
        host.Launcher.Refuse = _ => new LaunchFailure(LaunchFailureKind.Other, $"{Name} cannot be started");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.UntilRowsAsync("web.1");
        host.Process("web.1").Exit(ProcessExit.WithCode(1));
        await page.UntilTextAsync($"{ShownPage.Row("web.1")} .problem", Name);
        await page.UntilTextAsync("#event-list", Name);
        Assert.Equal(0, await page.CountAsync("img"));
    }

    [BrowserFact]
    public async Task Two_hundred_processes_are_an_overview_and_those_that_need_a_look_stay_in_sight()
    {
        await using PageHost host = await PageHost.StartAsync("web=40,worker=155,clock=5");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.UntilTextAsync("#standing", "200 running");
        Assert.Equal(5, await page.CountAsync("tr.process:not([hidden])"));
        Assert.Equal(195, await page.CountAsync(".strip svg"));

        host.Launcher.Refuse = _ => new LaunchFailure(LaunchFailureKind.Other, "not now");
        host.Process("worker.77").Exit(ProcessExit.WithCode(1));
        await page.UntilAsync("!document.querySelector('tr[data-process=\"worker.77\"]').hidden");
        await page.UntilTextAsync($"{ShownPage.TypeRow("worker")} .census", "154 running, 1 backoff");

        await page.AskAsync<bool>("!!(window.same = document.querySelector('tr[data-process=\"worker.155\"]'))");
        await page.ClickAsync("Processes of worker");
        await page.UntilAsync("document.querySelectorAll('tr.process:not([hidden])').length === 160");
        host.Launcher.Refuse = null;
        await page.ClickAsync("Add one worker");
        await page.UntilAsync("document.querySelectorAll('tr.process').length === 201");
        Assert.True(await page.AskAsync<bool>("window.same === document.querySelector('tr[data-process=\"worker.155\"]')"));
    }

    [BrowserFact]
    public async Task Who_wishes_less_motion_sees_none()
    {
        await using PageHost host = await PageHost.StartAsync("web=1");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.Page.EmulateMediaFeaturesAsync([new() { MediaFeature = PuppeteerSharp.MediaFeature.PrefersReducedMotion, Value = "reduce" }]);
        await page.UntilRowsAsync("web.1");
        Assert.Equal(0, await page.AskAsync<int>("document.getAnimations().length"));
        Assert.Equal("0s", await page.AskAsync<string>("getComputedStyle(document.querySelector('button')).transitionDuration"));
    }
}
