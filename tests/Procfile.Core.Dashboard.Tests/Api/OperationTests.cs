using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Testing;
using VerifyXunit;

namespace Procfile.Core.Dashboard.Tests.Api;

/// <summary>What is asked for is done when the answer comes, or the answer says what is wrong and nothing was done.</summary>
public sealed class OperationTests
{
    private const string Procfile = "web: serve\nworker: work\nclock: tick\n";

    [Fact(Timeout = 60_000)]
    public async Task Scaling_adds_the_lowest_and_takes_the_highest()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        ResultJson result = await DoAsync(app, "scale", """{"formation":"worker=+2, web=3"}""");
        Assert.Equal(["web.2", "web.3", "worker.2", "worker.3"], result.Added.Order());
        Assert.Equal(["clock.1", "web.1", "web.2", "web.3", "worker.1", "worker.2", "worker.3"], Running(app));
        result = await DoAsync(app, "scale", """{"formation":"worker=-1,web=0"}""");
        Assert.Equal(["web.1", "web.2", "web.3", "worker.3"], result.Removed.Order());
        Assert.Equal(["clock.1", "worker.1", "worker.2"], Running(app));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_paused_type_comes_back_as_it_was()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile, ("Formation:worker", "3"));
        await DoAsync(app, "pause", """{"names":["work*"]}""");
        Assert.Equal(["clock.1", "web.1"], Running(app));
        Assert.True((await SnapshotAsync(app)).Types.Single(type => type.Name == "worker") is { Paused: true, Count: 3 });
        await DoAsync(app, "resume", """{"names":["worker"]}""");
        Assert.Equal(["clock.1", "web.1", "worker.1", "worker.2", "worker.3"], Running(app));
    }

    [Fact(Timeout = 60_000)]
    public async Task Processes_are_stopped_started_restarted_and_signalled_by_name_and_pattern()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile, ("Formation:worker", "2"));
        ResultJson result = await DoAsync(app, "stop", """{"names":["worker.2","c*"],"withinSeconds":0}""");
        Assert.Equal(["clock.1", "worker.2"], result.Processes.Select(process => process.Name).Order());
        Assert.All(result.Processes, process => Assert.Equal((ProcessState.Stopped, "KILL"), (process.State, process.LastExit!.Signal)));
        Assert.Equal(["web.1", "worker.1"], Running(app));
        await DoAsync(app, "start", """{"names":["worker"]}""");
        Assert.Equal(["web.1", "worker.1", "worker.2"], Running(app));
        int started = app.Launcher.Started.Count;
        await DoAsync(app, "restart", """{"names":["*.1"],"mode":"stopThenStart"}""");
        Assert.Equal(started + 3, app.Launcher.Started.Count);
        await DoAsync(app, "signal", """{"names":["worker"],"signal":"sigusr2"}""");
        Assert.All(app.Launcher.Running.Where(process => process.Spec.Name.StartsWith("worker", StringComparison.Ordinal)), process => Assert.Equal(["USR2"], process.Signals.Select(signal => signal.Name)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_does_not_want_to_wait_is_answered_at_once()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        app.Launcher.Signalled = (_, _) => { };
        using HttpResponseMessage answer = await PostAsync(app, "stop", """{"names":["web"],"wait":false}""");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await app.UntilAsync(snapshot => snapshot["web.1"]!.State == ProcessState.Stopping);
        app.Launcher.Running.First(process => process.Spec.Name == "web.1").Exit(ProcessExit.WithCode(0));
        await app.UntilAsync(snapshot => snapshot["web.1"]!.State == ProcessState.Stopped);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_goes_away_ends_the_wait_and_not_the_stop()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        app.Launcher.Signalled = (_, _) => { };
        using var gone = new CancellationTokenSource();
        Task<HttpResponseMessage> stop = PostAsync(app, "stop", """{"names":["web"]}""", gone.Token);
        await app.UntilAsync(snapshot => snapshot["web.1"]!.State == ProcessState.Stopping);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stop);
        app.Launcher.Running.First(process => process.Spec.Name == "web.1").Exit(ProcessExit.WithCode(0));
        await app.UntilAsync(snapshot => snapshot["web.1"]!.State == ProcessState.Stopped);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_roll_that_is_broken_off_is_a_conflict_and_says_why()
    {
        await using DashboardApp app = await new DashboardApp
        {
            Supervise = options =>
            {
                options.OptionsFor("web").RestartMode = RestartMode.Rolling;
                options.OptionsFor("web").RestartPolicy = RestartPolicy.Never;
            },
        }.StartAsync(Procfile);
        app.Launcher.Refuse = spec => spec.Name == "web.2" ? new LaunchFailure(LaunchFailureKind.CommandNotFound, "no such program") : null;
        using HttpResponseMessage answer = await PostAsync(app, "restart", """{"names":["web"]}""");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("no such program", (await answer.Content.ReadFromJsonAsync(ContractJson.Default.ProblemJson))!.Detail, StringComparison.Ordinal);
        Assert.Contains("web.1", Running(app));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("stop", """{"names":["wroker"]}""", 404, "There is no \"wroker\": the process types are web, worker, clock.")]
    [InlineData("restart", """{"names":["web","web.2"]}""", 404, "There is no \"web.2\"")]
    [InlineData("pause", """{"names":["web.1"]}""", 404, "There is no \"web.1\"")]
    [InlineData("scale", """{"formation":"web=0,wroker=2"}""", 404, "wroker")]
    [InlineData("scale", """{"formation":"web"}""", 400, "worker=+1")]
    [InlineData("scale", """{"formation":"web=many"}""", 400, "web=many")]
    [InlineData("scale", """{"formation":""}""", 400, "formation")]
    [InlineData("scale", "{}", 400, "formation")]
    [InlineData("stop", "{}", 400, "names")]
    [InlineData("stop", """{"names":[]}""", 400, "names")]
    [InlineData("stop", """{"names":[""]}""", 400, "names")]
    [InlineData("stop", """{"names":[null]}""", 400, "names")]
    [InlineData("stop", """{"names":["web"],"withinSeconds":-1}""", 400, "withinSeconds")]
    [InlineData("stop", """{"names":["web"],"withinSeconds":1e300}""", 400, "withinSeconds")]
    [InlineData("stop", """{"name":["web"]}""", 400, "name")]
    [InlineData("restart", """{"names":["web"],"mode":"gently"}""", 400, "mode")]
    [InlineData("restart", """{"names":["web"],"mode":2}""", 400, "mode")]
    [InlineData("signal", """{"names":["web"],"signal":"SIGNOPE"}""", 400, "SIGNOPE")]
    [InlineData("signal", """{"names":["web"]}""", 400, "signal")]
    [InlineData("stop", "", 400, "body")]
    [InlineData("stop", "null", 400, "null")]
    [InlineData("stop", "[]", 400, "body")]
    [InlineData("stop", """{"names":["web"]""", 400, "body")]
    [InlineData("stop", """{"names":["web"]} {}""", 400, "body")]
    [InlineData("stop", "\u0000\u0001", 400, "body")]
    public async Task What_is_wrong_is_said_and_nothing_is_done(string operation, string body, int status, string words)
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        using HttpResponseMessage answer = await PostAsync(app, operation, body);
        ProblemJson problem = (await answer.Content.ReadFromJsonAsync(ContractJson.Default.ProblemJson))!;
        Assert.Equal((status, status), ((int)answer.StatusCode, problem.Status));
        Assert.Contains(words, problem.Detail, StringComparison.Ordinal);
        Assert.Equal(["clock.1", "web.1", "worker.1"], Running(app));
        Assert.All(app.Launcher.Started, process => Assert.Empty(process.Signals));
    }

    [Fact(Timeout = 60_000)]
    public async Task Only_JSON_is_read_and_only_so_much_of_it()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        foreach (string type in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data" })
        {
            using HttpResponseMessage form = await app.Client.PostAsync("api/stop", new StringContent("""{"names":["*"]}""", new MediaTypeHeaderValue(type)));
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, form.StatusCode);
        }

        byte[] huge = Encoding.UTF8.GetBytes($$"""{"names":["{{new string('x', 40_000)}}"]}""");
        using HttpResponseMessage announced = await app.Client.PostAsync("api/stop", Json(new ByteArrayContent(huge)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, announced.StatusCode);
        using HttpResponseMessage inPieces = await app.Client.SendAsync(new HttpRequestMessage(HttpMethod.Post, "api/stop")
        {
            Content = Json(new StreamContent(new MemoryStream(huge))),
            Headers = { TransferEncodingChunked = true },
        });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, inPieces.StatusCode);
        Assert.Equal(3, Running(app).Length);
    }

    [Fact(Timeout = 60_000)]
    public async Task Operations_are_posted_and_views_are_got()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        using HttpResponseMessage got = await app.Client.GetAsync("api/stop");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, got.StatusCode);
        using HttpResponseMessage posted = await PostAsync(app, "snapshot", "{}");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
        using HttpResponseMessage unknown = await app.Client.GetAsync("api/nothing");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(3, Running(app).Length);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_supervisor_that_has_ended_says_so()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        await app.Supervisor.DisposeAsync();
        using HttpResponseMessage answer = await PostAsync(app, "start", """{"names":["web"]}""");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.All((await SnapshotAsync(app)).Processes, process => Assert.Equal(ProcessState.Stopped, process.State));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_snapshot_shows_everything_in_one_shape()
    {
        await using DashboardApp app = await new DashboardApp
        {
            Supervise = options => options.OptionsFor("worker").RestartPolicy = RestartPolicy.Always with { Limit = 0 },
        }.StartAsync("web: serve\nworker: work {{UNIQUE_INT}}\n", ("Processes:web:Label", "The shop"));
        FakeProcess worker = app.Launcher.Running.Single(process => process.Spec.Name == "worker.1");
        worker.Exit(ProcessExit.BySignal(9));
        await app.UntilAsync(snapshot => snapshot["worker.1"]!.State == ProcessState.Failed);
        string json = await app.Client.GetStringAsync("api/snapshot");
        await Verifier.Verify(Regex.Replace(
            json.Replace(",\"", ",\n\"", StringComparison.Ordinal), "(\"(version|pid|startedAt|cpuPercent|residentBytes)\":)[^,\n}]+", "$1…"));
    }

    private static string[] Running(DashboardApp app) => [.. app.Launcher.Running.Select(process => process.Spec.Name).Order()];

    private static async Task<SnapshotJson> SnapshotAsync(DashboardApp app) => (await app.Client.GetFromJsonAsync("api/snapshot", ContractJson.Default.SnapshotJson))!;

    private static async Task<ResultJson> DoAsync(DashboardApp app, string operation, string body)
    {
        using HttpResponseMessage answer = await PostAsync(app, operation, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync(ContractJson.Default.ResultJson))!;
    }

    private static Task<HttpResponseMessage> PostAsync(DashboardApp app, string operation, string body, CancellationToken cancellation = default) =>
        app.Client.PostAsync($"api/{operation}", Json(new StringContent(body)), cancellation);

    private static HttpContent Json(HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
