using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Dashboard.Streams;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;

namespace Procfile.Core.Dashboard.Tests.Api;

/// <summary>What happens comes to everybody who reads, once and in order, also to who was away; who does not read holds up nobody.</summary>
public sealed class EventStreamTests
{
    private const string Procfile = "web: serve\n";

    [Fact(Timeout = 60_000)]
    public async Task A_crash_comes_at_once_in_words()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        await using SseReader reader = await SseReader.OpenAsync(app.Client, "api/events");
        app.Launcher.Running.Single().Exit(ProcessExit.BySignal(9));
        EventJson happened;
        do
            happened = await reader.NextAsync(ContractJson.Default.EventJson);
        while (happened.Kind != SupervisorEventKind.Exited);
        Assert.Equal(("web.1", "KILL", "web.1 ended with signal KILL"), (happened.Process, happened.Exit!.Signal, happened.Text));
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_was_away_goes_on_where_it_was()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        string seen;
        await using (SseReader reader = await SseReader.OpenAsync(app.Client, "api/events"))
        {
            await app.Supervisor.ScaleAsync("web", Core.Commands.ScaleChange.To(2));
            await reader.NextAsync(ContractJson.Default.EventJson);
            seen = reader.LastId!;
        }

        await app.Supervisor.ScaleAsync("web", Core.Commands.ScaleChange.To(1));
        await using SseReader all = await SseReader.OpenAsync(app.Client, "api/events?recent=1000");
        await using SseReader again = await SseReader.OpenAsync(app.Client, "api/events", seen);
        do
            await all.NextAsync();
        while (all.LastId != seen);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(await all.NextAsync(), await again.NextAsync());
            Assert.Equal(all.LastId, again.LastId);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_was_away_for_too_long_is_told_how_many_are_missing_and_who_comes_from_another_run_that_nobody_knows()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        string name;
        await using (SseReader reader = await SseReader.OpenAsync(app.Client, "api/events"))
        {
            await app.Supervisor.ScaleAsync("web", Core.Commands.ScaleChange.To(2));
            await reader.NextAsync(ContractJson.Default.EventJson);
            name = reader.LastId!.Split('-')[0];
        }

        long last = 0;
        await using (SseReader reader = await SseReader.OpenAsync(app.Client, "api/events"))
        {
            while (last < EventJournal.Capacity + 100)
            {
                await app.Supervisor.ScaleAsync("web", Core.Commands.ScaleChange.To(last % 2 == 0 ? 1 : 2));
                await reader.NextAsync();
                last = NumberOf(reader);
            }
        }

        await using SseReader late = await SseReader.OpenAsync(app.Client, "api/events", $"{name}-1");
        MissedJson missed = await late.NextAsync(ContractJson.Default.MissedJson, "missed");
        await late.NextAsync(ContractJson.Default.EventJson);
        Assert.Equal(missed.Count, NumberOf(late) - 2);

        foreach (string foreign in new[] { "0123456789ab-7", $"{name}x-7" })
        {
            await using SseReader stranger = await SseReader.OpenAsync(app.Client, "api/events", foreign);
            Assert.Null((await stranger.NextAsync(ContractJson.Default.MissedJson, "missed")).Count);
        }

        foreach (string garbage in new[] { "7", "-", "a-b-c", $"{name}--1", $"{name}-99999999999999999999" })
        {
            await using SseReader fresh = await SseReader.OpenAsync(app.Client, "api/events?recent=1", garbage);
            await fresh.NextAsync(ContractJson.Default.EventJson);
        }

        // Of the future nothing is missing.
        await using SseReader ahead = await SseReader.OpenAsync(app.Client, "api/events", $"{name}-{long.MaxValue - 1}");
        await app.Supervisor.ScaleAsync("web", Core.Commands.ScaleChange.To(5));
        Assert.True(await ahead.NextAsync(ContractJson.Default.EventJson) is { Version: > 0 });
    }

    [Fact(Timeout = 60_000)]
    public async Task The_end_of_the_supervisor_is_told_and_is_the_end_of_the_stream()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        await using SseReader reader = await SseReader.OpenAsync(app.Client, "api/events");
        await app.Supervisor.DisposeAsync();
        (string Name, string Data)? last = null;
        for ((string, string)? next = await reader.NextAsync(); next is not null; next = await reader.NextAsync())
            last = next;
        Assert.Equal(("end", "{}"), last);
        await using SseReader late = await SseReader.OpenAsync(app.Client, "api/events");
        Assert.Equal("end", (await late.NextAsync())!.Value.Name);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_does_not_follow_gets_the_past_and_the_end()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        await using SseReader reader = await SseReader.OpenAsync(app.Client, "api/events?recent=1000");
        await app.Supervisor.ScaleAsync("web", Core.Commands.ScaleChange.To(2));
        while ((await reader.NextAsync(ContractJson.Default.EventJson)) is not { Kind: SupervisorEventKind.Started, Process: "web.2" })
        {
        }

        await using SseReader past = await SseReader.OpenAsync(app.Client, "api/events?recent=1&follow=false");
        Assert.Equal("web.2", (await past.NextAsync(ContractJson.Default.EventJson)).Process);
        Assert.Equal(("end", "{}"), await past.NextAsync());
        Assert.Null(await past.NextAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_host_that_stops_does_not_wait_for_who_reads()
    {
        await using DashboardApp app = await new DashboardApp { Build = builder => builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = DashboardApp.Limit * 2) }
            .StartAsync(Procfile);
        await using SseReader events = await SseReader.OpenAsync(app.Client, "api/events");
        await using SseReader logs = await SseReader.OpenAsync(app.Client, "api/logs");
        await app.App.StopAsync().WaitAsync(DashboardApp.Limit);
    }

    [Theory(Timeout = 60_000), InlineData("events?recent=-1"), InlineData("events?recent=x"), InlineData("events?follow=x"), InlineData("logs?recent=1.5"), InlineData("logs?follow=perhaps")]
    public async Task A_question_that_cannot_be_read_is_wrong(string path)
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        using HttpResponseMessage answer = await app.Client.GetAsync($"api/{path}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    /// <summary>Each of a thousand that wait hears of what happens, and when they are gone nothing of them is left.</summary>
    [Fact(Timeout = 120_000)]
    public async Task A_thousand_may_read()
    {
        const int Count = 1000;
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        var clients = new List<Socket>();
        try
        {
            byte[] request = Encoding.ASCII.GetBytes($"GET /processes/api/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {DashboardApp.Token}\r\n\r\n");
            for (int i = 0; i < Count; i++)
            {
                var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
                clients.Add(client);
                await client.ConnectAsync(IPAddress.Loopback, app.Address.Port);
                await client.SendAsync(request);
            }

            string[] begun = await Task.WhenAll(clients.Select(client => UntilAsync(client, "retry:")));
            Assert.All(begun, text => Assert.StartsWith("HTTP/1.1 200", text, StringComparison.Ordinal));
            app.Launcher.Running.Single().Exit(ProcessExit.WithCode(7));
            await Task.WhenAll(clients.Select(client => UntilAsync(client, "ended with code 7")));
            await app.UntilAsync(snapshot => snapshot["web.1"]!.Restarts == 1);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }

        await app.App.StopAsync().WaitAsync(DashboardApp.Limit);
    }

    private static long NumberOf(SseReader reader) => long.Parse(reader.LastId!.Split('-')[1], CultureInfo.InvariantCulture);

    private static async Task<string> UntilAsync(Socket client, string words)
    {
        using var limit = new CancellationTokenSource(DashboardApp.Limit * 2);
        var text = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (!text.ToString().Contains(words, StringComparison.Ordinal))
        {
            int read = await client.ReceiveAsync(buffer, limit.Token);
            Assert.True(read > 0, $"The stream ended before \"{words}\": {text}");
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return text.ToString();
    }
}
