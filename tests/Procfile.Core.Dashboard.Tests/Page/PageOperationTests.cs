using Procfile.Core.Launching;
using Procfile.Core.Supervision;

namespace Procfile.Core.Dashboard.Tests.Page;

[Collection(BrowserTests.Name)]
public sealed class PageOperationTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Plus_starts_one_more_and_its_row_appears()
    {
        await using PageHost host = await PageHost.StartAsync("web=1,worker=2");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.UntilRowsAsync("web.1", "worker.1", "worker.2");
        await page.AskAsync<bool>("!!(window.same = document.querySelector('tr[data-process=\"worker.2\"]'))");

        await page.ClickAsync("Add one worker");

        await page.UntilRowsAsync("web.1", "worker.1", "worker.2", "worker.3");
        await page.UntilTextAsync($"{ShownPage.Row("worker.3")} .word", "Running");
        await page.UntilTextAsync($"{ShownPage.Row("worker.3")} .pid", host.Process("worker.3").Id.ToString());
        await page.UntilTextAsync($"{ShownPage.TypeRow("worker")} .wished", "3");
        Assert.True(await page.AskAsync<bool>("window.same === document.querySelector('tr[data-process=\"worker.2\"]')"));
    }

    [BrowserFact]
    public async Task Minus_takes_the_highest_away_and_nothing_below_zero()
    {
        await using PageHost host = await PageHost.StartAsync("web=1,worker=2");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.UntilRowsAsync("web.1", "worker.1", "worker.2");

        await page.ClickAsync("Take one worker away");
        await page.UntilRowsAsync("web.1", "worker.1");
        await page.ClickAsync("Take one worker away");
        await page.UntilRowsAsync("web.1");
        await page.UntilTextAsync($"{ShownPage.TypeRow("worker")} .wished", "0");
        await page.ClickAsync("Take one worker away");

        await page.ClickAsync("Add one worker");
        await page.UntilRowsAsync("web.1", "worker.1");
        Assert.Equal(0, await page.CountAsync(".message"));
    }

    [BrowserFact]
    public async Task Pause_and_resume_keep_the_count()
    {
        await using PageHost host = await PageHost.StartAsync("web=1,worker=3");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.UntilRowsAsync("web.1", "worker.1", "worker.2", "worker.3");

        await page.ClickAsync("Pause worker");
        await page.UntilTextAsync($"{ShownPage.TypeRow("worker")} .tag", "Paused");
        await page.UntilTextAsync($"{ShownPage.TypeRow("worker")} .census", "3 when resumed");
        await host.UntilAsync(_ => host.Launcher.Running.Count == 1);
        Assert.Equal("3", await page.TextAsync($"{ShownPage.TypeRow("worker")} .wished"));

        await page.ClickAsync("Resume worker");
        await page.UntilTextAsync($"{ShownPage.TypeRow("worker")} .census", "3 running");
        Assert.Equal("", await page.TextAsync($"{ShownPage.TypeRow("worker")} .tag"));
    }

    [BrowserFact]
    public async Task A_crash_is_seen_in_the_row_on_top_in_the_events_and_in_the_title()
    {
        await using PageHost host = await PageHost.StartAsync("web=1,worker=1");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.UntilAsync("document.title === '● 2 running – shop'");

        for (int crash = 1; crash <= 5; crash++)
        {
            int pid = host.Process("worker.1").Id;
            host.Process("worker.1").Exit(ProcessExit.WithCode(7));
            await page.UntilTextAsync($"{ShownPage.Row("worker.1")} .exit", "exit 7");
            if (crash < 5)
                await host.UntilAsync(_ => host.Launcher.Running.Any(process => process.Spec.Name == "worker.1" && process.Id != pid));
        }

        await page.UntilTextAsync($"{ShownPage.Row("worker.1")} .word", "Crash loop");
        await page.UntilTextAsync($"{ShownPage.Row("worker.1")} .problem", "5 times in a row");
        await page.UntilTextAsync("#event-list .bad", "worker.1 is in a crash loop");
        await page.UntilTextAsync("#standing", "1 needs attention");
        await page.UntilAsync("document.title.startsWith('✕ 1 of 2 running, 1 needs attention')");
        await page.UntilTextAsync("#spoken", "worker.1");
    }

    [BrowserFact]
    public async Task A_row_restarts_stops_and_starts_its_process()
    {
        await using PageHost host = await PageHost.StartAsync("web=2");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        int pid = host.Process("web.2").Id;
        await page.ClickAsync("Restart web.2");
        await host.UntilAsync(snapshot => snapshot["web.2"] is { ProcessId: { } now, State: ProcessState.Running } && now != pid);

        await page.ClickAsync("More for web.2");
        await page.UntilAsync("document.activeElement.getAttribute('role') === 'menuitem'");
        await page.AskAsync<string>("[...document.querySelectorAll('[role=menuitem]')].find(item => item.textContent.startsWith('Stop')).click(), ''");
        await page.UntilTextAsync($"{ShownPage.Row("web.2")} .word", "Stopped");

        await page.ClickAsync("Start web.2");
        await page.UntilTextAsync($"{ShownPage.Row("web.2")} .word", "Running");
        Assert.Equal(2, host.Launcher.Running.Count);
    }

    [BrowserFact]
    public async Task All_are_stopped_by_two_presses_and_can_be_started_again()
    {
        await using PageHost host = await PageHost.StartAsync("web=1,worker=2");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.UntilRowsAsync("web.1", "worker.1", "worker.2");
        const string Stop = "[...document.querySelectorAll('[role=menuitem]')].find(item => item.textContent.startsWith('Stop'))";

        await page.Page.ClickAsync("#all-menu");
        await page.AskAsync<string>($"{Stop}.click(), ''");
        Assert.Equal("Stop 3 processes?", await page.AskAsync<string>($"{Stop}.textContent"));
        Assert.Equal(3, host.Launcher.Running.Count);
        await page.AskAsync<string>($"{Stop}.click(), ''");
        await host.UntilAsync(_ => host.Launcher.Running.Count == 0);
        await page.UntilTextAsync("#standing", "0 running");

        await page.Page.ClickAsync("#all-menu");
        await page.AskAsync<string>("[...document.querySelectorAll('[role=menuitem]')].find(item => item.textContent.startsWith('Start')).click(), ''");
        await page.UntilTextAsync("#standing", "3 running");
    }

    [BrowserFact]
    public async Task A_refusal_is_shown_with_its_reason_until_it_is_dismissed()
    {
        await using PageHost host = await PageHost.StartAsync("web=1");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        page.MayFailToLoad = true;
        await page.UntilRowsAsync("web.1");

        await page.Page.ClickAsync($"{ShownPage.TypeRow("web")} .wished");
        await page.Page.Keyboard.TypeAsync("1000000");
        await page.PressAsync("Enter");
        await page.UntilTextAsync("#hint", "Press Enter again to wish 1,000,000 of web");
        await page.PressAsync("Enter");
        await page.UntilTextAsync(".message[role=alert]", "web was not scaled");
        Assert.Contains("1000000", await page.TextAsync(".message p"));
        Assert.Equal("1", await page.TextAsync($"{ShownPage.TypeRow("web")} .wished"));

        await page.ClickAsync("Dismiss this message");
        Assert.Equal(0, await page.CountAsync(".message"));
    }

    [BrowserFact]
    public async Task A_number_can_be_wished()
    {
        await using PageHost host = await PageHost.StartAsync("web=1");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.UntilRowsAsync("web.1");
        await page.Page.ClickAsync($"{ShownPage.TypeRow("web")} .wished");
        await page.Page.Keyboard.TypeAsync("4");
        await page.PressAsync("Enter");
        await page.UntilRowsAsync("web.1", "web.2", "web.3", "web.4");
        Assert.Equal("BUTTON wished", await page.AskAsync<string>("`${document.activeElement.tagName} ${document.activeElement.className}`"));
    }
}
