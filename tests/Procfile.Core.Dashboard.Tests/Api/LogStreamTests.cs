using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Launching;
using Procfile.Core.Testing;

namespace Procfile.Core.Dashboard.Tests.Api;

/// <summary>What processes write comes to everybody who reads along, whole and once; who does not read holds up nobody.</summary>
public sealed class LogStreamTests
{
    private const string Procfile = "web: serve\nworker: work\n";

    [Fact(Timeout = 60_000)]
    public async Task The_latest_lines_come_first_and_then_those_that_are_written()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        Write(app, "web.1", "one\ntwo\nthree\n");
        await using SseReader reader = await SseReader.OpenAsync(app.Client, "api/logs?recent=2");
        Assert.Equal(["web.1: two", "web.1: three"], [await LineAsync(reader), await LineAsync(reader)]);
        Write(app, "worker.1", "four\n");
        Assert.Equal("worker.1: four", await LineAsync(reader));
        Write(app, "web.1", "five\n");
        Assert.Equal("web.1: five", await LineAsync(reader));
    }

    [Fact(Timeout = 60_000)]
    public async Task Types_and_processes_are_picked_by_name()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile, ("Formation:worker", "2"));
        Write(app, "web.1", "a\n");
        Write(app, "worker.1", "b\n");
        Write(app, "worker.2", "c\n");
        Assert.Equal(["worker.1: b", "worker.2: c"], await AllAsync(app, "name=worker"));
        Assert.Equal(["web.1: a", "worker.1: b"], await AllAsync(app, "name=*.1"));
        Assert.Equal(["web.1: a", "worker.2: c"], await AllAsync(app, "name=worker.2&name=web"));
        Assert.Empty(await AllAsync(app, "name=clock"));
        Assert.Equal(["worker.2: c"], await AllAsync(app, "recent=1"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Bytes_that_are_no_text_and_text_of_all_kinds_come_as_they_are()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        byte[] bytes = [0xff, 0x00, 0x1b, (byte)'[', (byte)'\n'];
        app.Launcher.Running.Single(process => process.Spec.Name == "web.1").Write(bytes);
        Write(app, "web.1", "日本 \u2028 </script> \"\\ \u001b[31mred\r\nunfinished");
        await using SseReader reader = await SseReader.OpenAsync(app.Client, "api/logs");
        LineJson binary = await reader.NextAsync(ContractJson.Default.LineJson);
        Assert.Equal(bytes[..^1], Convert.FromBase64String(binary.Base64!));
        LineJson text = await reader.NextAsync(ContractJson.Default.LineJson);
        Assert.Equal(("日本 \u2028 </script> \"\\ \u001b[31mred", (string?)null), (text.Text, text.Base64));
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_was_away_goes_on_where_it_was()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        Write(app, "web.1", "one\ntwo\n");
        string seen;
        await using (SseReader reader = await SseReader.OpenAsync(app.Client, "api/logs"))
        {
            Assert.Equal("web.1: one", await LineAsync(reader));
            seen = reader.LastId!;
        }

        Write(app, "worker.1", "three\n");
        await using (SseReader again = await SseReader.OpenAsync(app.Client, "api/logs?recent=0", seen))
        {
            Assert.Equal(["web.1: two", "worker.1: three"], [await LineAsync(again), await LineAsync(again)]);
            seen = again.LastId!;
        }

        for (int i = 0; i < 20; i++)
            Write(app, "web.1", new string('x', 10_000) + "\n");
        await using SseReader late = await SseReader.OpenAsync(app.Client, "api/logs", seen);
        Assert.Null((await late.NextAsync(ContractJson.Default.MissedJson, "missed")).Count);
        Assert.StartsWith("web.1: xxx", await LineAsync(late), StringComparison.Ordinal);
        await using SseReader stranger = await SseReader.OpenAsync(app.Client, "api/logs?name=worker", "0123456789ab-1");
        Assert.Null((await stranger.NextAsync(ContractJson.Default.MissedJson, "missed")).Count);
        Assert.Equal("worker.1: three", await LineAsync(stranger));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_last_words_come_before_the_end()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        await using SseReader reader = await SseReader.OpenAsync(app.Client, "api/logs");
        app.Launcher.Signalled = (process, signal) =>
        {
            if (signal != ProcessSignal.Term)
                return;
            process.Write(Encoding.UTF8.GetBytes($"{process.Spec.Name} says goodbye\n"));
            process.Exit(ProcessExit.BySignal(signal.Number));
        };
        await app.Supervisor.DisposeAsync();
        Assert.Equal(["web.1: web.1 says goodbye", "worker.1: worker.1 says goodbye"], new[] { await LineAsync(reader), await LineAsync(reader) }.Order());
        Assert.Equal(("end", "{}"), await reader.NextAsync());
        Assert.Null(await reader.NextAsync());
    }

    /// <summary>
    /// A reader that reads nothing while a hundred megabytes are written: the processes go on, what is kept for it stays small, and when it
    /// reads again it is told how many it has missed and gets the last line.
    /// </summary>
    [Fact(Timeout = 120_000)]
    public async Task Who_does_not_read_holds_up_nobody()
    {
        await using DashboardApp app = await new DashboardApp { Build = NoRateLimit }.StartAsync(Procfile);
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(IPAddress.Loopback, app.Address.Port);
        await client.SendAsync(Encoding.ASCII.GetBytes($"GET /processes/api/logs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {DashboardApp.Token}\r\n\r\n"));
        await using SseReader quick = await SseReader.OpenAsync(app.Client, "api/logs");

        byte[] megabyte = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(new string('x', 1023) + "\n", 1024)));
        FakeProcess web = app.Launcher.Running.Single(process => process.Spec.Name == "web.1");
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 100; i++)
            web.Write(megabyte);
        Write(app, "web.1", "the last\n");
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 50 * 1024 * 1024);

        while (await LineOrMissedAsync(quick) != "web.1: the last")
        {
        }

        var tail = new StringBuilder();
        byte[] buffer = new byte[65536];
        using var limit = new CancellationTokenSource(DashboardApp.Limit);
        bool missed = false;
        while (!tail.ToString().Contains("the last", StringComparison.Ordinal))
        {
            int read = await client.ReceiveAsync(buffer, limit.Token);
            tail.Append(Encoding.UTF8.GetString(buffer, 0, read));
            missed |= tail.ToString().Contains("event: missed", StringComparison.Ordinal);
            if (tail.Length > 200_000)
                tail.Remove(0, 100_000);
        }

        Assert.True(missed);
    }

    private static void NoRateLimit(WebApplicationBuilder builder) =>
        builder.Services.Configure<KestrelServerOptions>(options => options.Limits.MinResponseDataRate = null);

    private static void Write(DashboardApp app, string process, string text) =>
        app.Launcher.Running.Single(running => running.Spec.Name == process).Write(Encoding.UTF8.GetBytes(text));

    private static async Task<string> LineAsync(SseReader reader)
    {
        LineJson line = await reader.NextAsync(ContractJson.Default.LineJson);
        return $"{line.Process}: {line.Text}";
    }

    private static async Task<string> LineOrMissedAsync(SseReader reader)
    {
        (string name, string data) = (await reader.NextAsync())!.Value;
        return name == "missed" ? name : JsonSerializer.Deserialize(data, ContractJson.Default.LineJson) is { } line ? $"{line.Process}: {line.Text}" : "";
    }

    private static async Task<List<string>> AllAsync(DashboardApp app, string query)
    {
        await using SseReader reader = await SseReader.OpenAsync(app.Client, $"api/logs?follow=false&{query}");
        List<string> lines = [];
        for ((string Name, string Data)? next = await reader.NextAsync(); next is { Name: not "end" } found; next = await reader.NextAsync())
        {
            LineJson line = JsonSerializer.Deserialize(found.Data, ContractJson.Default.LineJson)!;
            lines.Add($"{line.Process}: {line.Text}");
        }

        return lines;
    }
}
