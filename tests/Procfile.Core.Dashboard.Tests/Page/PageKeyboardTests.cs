namespace Procfile.Core.Dashboard.Tests.Page;

[Collection(BrowserTests.Name)]
public sealed class PageKeyboardTests(BrowserFixture browser)
{
    private const string Current = "(document.activeElement.closest('tr')?.dataset.key ?? '')";

    [BrowserFact]
    public async Task Keys_move_scale_pause_restart_and_stop()
    {
        await using PageHost host = await PageHost.StartAsync("web=1,worker=2");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.UntilRowsAsync("web.1", "worker.1", "worker.2");

        await page.PressAsync("+");
        await page.UntilTextAsync("#hint", "Choose a row first");
        await page.PressAsync("j", "j", "j");
        Assert.Equal("type worker", await page.AskAsync<string>(Current));
        await page.PressAsync("k", "ArrowDown", "+");
        await page.UntilRowsAsync("web.1", "worker.1", "worker.2", "worker.3");
        Assert.Equal("type worker", await page.AskAsync<string>(Current));
        await page.PressAsync("-");
        await page.UntilRowsAsync("web.1", "worker.1", "worker.2");

        await page.PressAsync("p");
        await page.UntilTextAsync("#hint", "Press p again to pause worker (2 processes)");
        Assert.Equal(3, host.Launcher.Running.Count);
        await page.PressAsync("p");
        await page.UntilTextAsync($"{ShownPage.TypeRow("worker")} .tag", "Paused");
        await page.PressAsync("p");
        await page.UntilTextAsync($"{ShownPage.TypeRow("worker")} .census", "2 running");

        await page.PressAsync("j");
        await page.UntilAsync($"{Current} === 'process worker.1'");
        int pid = host.Process("worker.1").Id;
        await page.PressAsync("r", "r");
        await host.UntilAsync(snapshot => snapshot["worker.1"]!.ProcessId is { } now && now != pid);
        await page.UntilTextAsync($"{ShownPage.Row("worker.1")} .word", "Running");
        await page.PressAsync("s", "s");
        await page.UntilTextAsync($"{ShownPage.Row("worker.1")} .word", "Stopped");
        await page.PressAsync("s");
        await page.UntilTextAsync($"{ShownPage.Row("worker.1")} .word", "Running");
    }

    [BrowserFact]
    public async Task One_press_alone_and_a_key_that_is_held_stop_nothing()
    {
        await using PageHost host = await PageHost.StartAsync("web=1");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.UntilRowsAsync("web.1");
        await page.PressAsync("j", "p", "s", "r", "p");
        await page.Page.Keyboard.DownAsync("s");
        await page.Page.Keyboard.DownAsync("s");
        await page.Page.Keyboard.UpAsync("s");
        await page.UntilTextAsync("#hint", "Press s again");
        Assert.DoesNotContain(host.Requests, path => path.EndsWith("/pause") || path.EndsWith("/restart") || path.EndsWith("/stop"));
    }

    [BrowserFact]
    public async Task The_menu_opens_is_walked_and_gives_the_focus_back()
    {
        await using PageHost host = await PageHost.StartAsync("web=1");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.UntilRowsAsync("web.1");
        await page.PressAsync("j", "j", "Enter");
        await page.UntilAsync("document.activeElement.textContent.startsWith('Show its log')");
        await page.PressAsync("ArrowDown");
        Assert.StartsWith("Restart", await page.AskAsync<string>("document.activeElement.textContent"));
        await page.PressAsync("Escape");
        await page.UntilAsync($"{Current} === 'process web.1' && !document.getElementById('menu').matches(':popover-open')");
        await page.PressAsync("m", "ArrowDown", "ArrowDown", "Enter");
        await page.UntilTextAsync($"{ShownPage.Row("web.1")} .word", "Stopped");
        await page.UntilAsync($"{Current} === 'process web.1'");
    }

    [BrowserFact]
    public async Task The_focus_stays_where_it_is_while_rows_change_and_moves_up_when_its_row_goes()
    {
        await using PageHost host = await PageHost.StartAsync("web=1,worker=2");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.UntilRowsAsync("web.1", "worker.1", "worker.2");
        await page.AskAsync<string>("document.querySelector('[aria-label=\"Add one worker\"]').focus(), ''");
        await page.PressAsync("Enter");
        await page.UntilRowsAsync("web.1", "worker.1", "worker.2", "worker.3");
        await page.PressAsync("Enter");
        await page.UntilRowsAsync("web.1", "worker.1", "worker.2", "worker.3", "worker.4");
        Assert.Equal("Add one worker", await page.AskAsync<string>("document.activeElement.getAttribute('aria-label')"));

        await page.AskAsync<string>("document.querySelector('[aria-label=\"Restart worker.4\"]').focus(), ''");
        await host.Supervisor.ScaleAsync("worker", Procfile.Core.Commands.ScaleChange.To(2));
        await page.UntilRowsAsync("web.1", "worker.1", "worker.2");
        await page.UntilAsync($"{Current} === 'process worker.2'");
    }

    [BrowserFact]
    public async Task Tab_reaches_every_part_and_a_type_closes_by_key()
    {
        await using PageHost host = await PageHost.StartAsync("web=3");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.UntilRowsAsync("web.1", "web.2", "web.3");
        var reached = new HashSet<string>();
        for (int i = 0; i < 40; i++)
        {
            await page.PressAsync("Tab");
            reached.Add(await page.AskAsync<string>("document.activeElement.getAttribute('aria-label') ?? document.activeElement.id"));
        }

        Assert.Superset(
            new HashSet<string> { "all-menu", "Keyboard shortcuts", "Take one web away", "Add one web", "Pause web", "Restart web", "More for web", "Whose logs", "Filter log lines", "log-lines", "event-list" },
            reached);

        await page.PressAsync("j", "o");
        await page.UntilAsync("document.querySelectorAll('tr.process:not([hidden])').length === 0");
        Assert.Equal(3, await page.CountAsync(".strip svg"));
        await page.PressAsync("ArrowRight");
        await page.UntilAsync("document.querySelectorAll('tr.process:not([hidden])').length === 3");
    }

    [BrowserFact]
    public async Task The_list_of_shortcuts_opens_and_closes_and_letters_in_a_field_are_letters()
    {
        await using PageHost host = await PageHost.StartAsync("web=1");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.UntilRowsAsync("web.1");
        await page.PressAsync("?");
        await page.UntilAsync("document.getElementById('help').open");
        Assert.InRange(await page.CountAsync("#help dt"), 15, 40);
        await page.PressAsync("Escape");
        await page.UntilAsync("!document.getElementById('help').open");

        await page.PressAsync("j", "/");
        await page.Page.Keyboard.TypeAsync("+-ppss?");
        Assert.Equal("+-ppss?", await page.AskAsync<string>("document.getElementById('log-filter').value"));
        Assert.DoesNotContain(host.Requests, path => path.EndsWith("/scale") || path.EndsWith("/pause"));
    }

    [BrowserFact]
    public async Task Whatever_can_be_pressed_has_a_name()
    {
        await using PageHost host = await PageHost.StartAsync("web=2,worker=1");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.UntilRowsAsync("web.1", "web.2", "worker.1");
        string[] names = await page.AskAsync<string[]>("[...document.querySelectorAll('tbody button, header button, .bar button')].map(button => button.getAttribute('aria-label') ?? button.textContent.trim())");
        Assert.All(names, Assert.NotEmpty);
        Assert.Equal(names.Length, names.Distinct().Count());
    }
}
