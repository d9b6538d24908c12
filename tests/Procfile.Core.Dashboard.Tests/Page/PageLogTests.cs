namespace Procfile.Core.Dashboard.Tests.Page;

[Collection(BrowserTests.Name)]
public sealed class PageLogTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Lines_come_as_they_are_written_of_all_of_a_type_or_of_one()
    {
        await using PageHost host = await PageHost.StartAsync("web=1,worker=2");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.UntilRowsAsync("web.1", "worker.1", "worker.2");
        host.Write("web.1", "one\n");
        host.Write("worker.1", "two\n");
        await page.UntilTextAsync(".line .text", "one");
        await page.UntilTextAsync(".line .text", "two");

        await page.ClickAsync("Log of worker.1");
        await page.UntilAsync("[...document.querySelectorAll('.line .text')].map(text => text.textContent).join() === 'two'");
        host.Write("worker.2", "three\n");
        host.Write("worker.1", "four\n");
        await page.UntilAsync("[...document.querySelectorAll('.line .text')].map(text => text.textContent).join() === 'two,four'");

        await page.ClickAsync("Logs of worker");
        await page.UntilAsync("[...document.querySelectorAll('.line .text')].map(text => text.textContent).join() === 'two,three,four'");
        Assert.Equal("worker", await page.AskAsync<string>("document.getElementById('log-scope').value"));
    }

    [BrowserFact]
    public async Task Scrolling_up_halts_and_the_end_follows_again()
    {
        await using PageHost host = await PageHost.StartAsync("web=1");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.UntilRowsAsync("web.1");
        host.Write("web.1", string.Concat(Enumerable.Range(0, 300).Select(i => $"line {i}\n")));
        await page.UntilTextAsync(".line .text", "line 299");
        const string AtEnd = "(area => area.scrollHeight - area.clientHeight - area.scrollTop < 2)(document.getElementById('log-lines'))";
        await page.UntilAsync(AtEnd);

        await page.AskAsync<int>("document.getElementById('log-lines').scrollTop -= 200");
        await page.UntilAsync("document.getElementById('log-follow').getAttribute('aria-pressed') === 'false'");
        host.Write("web.1", "newer 1\nnewer 2\n");
        await page.UntilTextAsync("#log-newer", "2 newer lines");
        Assert.False(await page.AskAsync<bool>(AtEnd));

        await page.Page.ClickAsync("#log-newer");
        await page.UntilTextAsync(".line .text", "newer 2");
        await page.UntilAsync(AtEnd);
        Assert.Equal("true", await page.AskAsync<string>("document.getElementById('log-follow').getAttribute('aria-pressed')"));
    }

    [BrowserFact]
    public async Task A_flood_stays_bounded_and_its_end_is_shown()
    {
        await using PageHost host = await PageHost.StartAsync("web=1");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        await page.UntilRowsAsync("web.1");
        for (int i = 0; i < 100; i++)
            host.Write("web.1", string.Concat(Enumerable.Range(i * 100, 100).Select(n => $"{n}\n")));
        host.Write("web.1", "the end\n");
        await page.UntilTextAsync(".line .text", "the end");
        Assert.InRange(await page.CountAsync(".line"), 1, 2000);
    }

    [BrowserFact]
    public async Task A_filter_shows_what_matches_and_marks_it()
    {
        await using PageHost host = await PageHost.StartAsync("web=1");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        host.Write("web.1", "GET /a.b\nGET /axb\nPOST /\u001b[31mA.\u001b[0mB\n");
        await page.UntilTextAsync(".line .text", "POST");

        await page.PressAsync("/");
        await page.Page.Keyboard.TypeAsync("a.b");
        await page.UntilAsync("[...document.querySelectorAll('.line .text')].map(text => text.textContent).join() === 'GET /a.b,POST /A.B'");
        Assert.Equal("a.b|A.|B", await page.AskAsync<string>("[...document.querySelectorAll('mark')].map(mark => mark.textContent).join('|')"));
        Assert.Equal("2 of 3 lines", await page.TextAsync("#log-count"));
        host.Write("web.1", "no\nyes a.b\n");
        await page.UntilTextAsync(".line .text", "yes");

        await page.PressAsync("Escape");
        await page.UntilAsync("document.querySelectorAll('.line').length === 5");
    }

    [BrowserFact]
    public async Task Colours_of_a_terminal_are_shown_and_all_else_that_would_act_on_one_is_not()
    {
        await using PageHost host = await PageHost.StartAsync("web=1");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        host.Write("web.1", "\u001b[1;31mred\u001b[0m \u001b[38;2;1;2;3mown\u001b[0m \u001b[38;5;208morange\u001b[m\u001b]0;title\u0007\u001b[2J\u001b[?25l plain\u0007\0 \u202Eevil\r\n");
        await page.UntilTextAsync(".line .text", "plain");
        Assert.Equal("red own orange plain\u2407\u2400 \u25c7evil", await page.TextAsync(".line .text"));
        Assert.Equal("bold ansi-1", await page.AskAsync<string>("document.querySelector('.line .text span').className"));
        Assert.Equal("rgb(1, 2, 3)", await page.AskAsync<string>("[...document.querySelectorAll('.line .text span')].find(run => run.textContent === 'own').style.color"));
        Assert.Equal("rgb(255, 135, 0)", await page.AskAsync<string>("[...document.querySelectorAll('.line .text span')].find(run => run.textContent === 'orange').style.color"));
    }

    [BrowserFact]
    public async Task What_a_process_writes_is_never_more_than_text()
    {
        string[] hostile =
        [
            "<script>document.title='owned'</script>", "<img src=x onerror=alert(1)>", "</script></style><!--", "{{script}}", "${alert(1)}",
            "\"><svg onload=alert(1)>", "data: x", "id: 7", "event: end", "\u2028\u2029", "שלום", "😀👩‍👩‍👧",
        ];
        await using PageHost host = await PageHost.StartAsync("web=1");
        await using ShownPage page = await browser.OpenAsync(host.Address);
        foreach (string line in hostile)
            host.Write("web.1", line + "\n");
        host.Process("web.1").Write([0xff, 0xfe, (byte)'x', (byte)'\n']);
        host.Write("web.1", new string('A', 10_000) + "\n");
        await page.UntilTextAsync(".line .text", "AAAA");

        string[] shown = await page.AskAsync<string[]>("[...document.querySelectorAll('.line .text')].map(text => text.textContent)");
        Assert.Equal(hostile, shown[..hostile.Length]);
        Assert.Equal("\ufffd\ufffdx", shown[hostile.Length]);
        Assert.Equal(0, await page.CountAsync("img, .line script, .line svg"));
        Assert.Equal(1, await page.CountAsync("script"));

        Assert.Contains("8,000 more characters", shown[^1]);
        await page.Page.ClickAsync(".rest");
        await page.UntilAsync("[...document.querySelectorAll('.line .text')].at(-1).textContent === 'A'.repeat(10000)");
    }
}
