using System.Globalization;
using System.Text;
using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Syntax;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Supervision.Faults;

/// <summary>A Procfile that changes while its processes run. F66 and F67 are of a state store and of adoption, which there are none of here.</summary>
public sealed class Reloads
{
    private static readonly TimeSpan Limit = SupervisorFixture.Limit;

    /// <summary>F68: each thing that a type is started with, and what is only how it is looked after.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData("command", "command")]
    [InlineData("variable", "variable A")]
    [InlineData("common variable", "variable COMMON")]
    [InlineData("directory", "directory")]
    [InlineData("terminal", "variable TERM, terminal")]
    [InlineData("niceness", "niceness")]
    [InlineData("umask", "umask")]
    [InlineData("open files", "open files")]
    [InlineData("shell", "shell")]
    [InlineData("base port", "port")]
    [InlineData("stop sequence", null)]
    [InlineData("restart policy", null)]
    [InlineData("readiness", null)]
    [InlineData("label", null)]
    [InlineData("comment", null)]
    public async Task What_a_process_is_started_with_restarts_it_and_nothing_else_does(string field, string? difference)
    {
        await using var fixture = new FakeTimeFixture(null, "web", "worker");
        await fixture.Supervisor.StartAsync();
        ReloadResult result = await fixture.Supervisor.ReloadAsync(Changed(field)).WaitAsync(Limit);
        TypeChange web = result.Changes.Single(change => change.Type == "web");
        Assert.Equal((difference is null ? TypeChangeKind.Unchanged : TypeChangeKind.Changed, difference is not null), (web.Kind, web.Restarts));
        Assert.Equal(difference ?? "", string.Join(", ", web.Differences));
        Assert.Equal(difference is null ? 0 : 1, fixture["web.1"].Restarts);
        bool isCommon = field is "common variable" or "shell" or "base port";
        Assert.Equal(isCommon ? 1 : 0, fixture["worker.1"].Restarts);
        Assert.Equal(2, fixture.Launcher.Running.Count);
    }

    /// <summary>F68: broken, empty, half written, or nothing at all.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData("")]
    [InlineData("\n# nothing here\n")]
    [InlineData("we")]
    [InlineData("web serve\n")]
    [InlineData("web: echo 'half")]
    [InlineData("web:")]
    [InlineData("web: a\0b\n")]
    public async Task A_broken_Procfile_changes_nothing(string text)
    {
        await using var fixture = new FakeTimeFixture(null, "web", "worker");
        await fixture.Supervisor.StartAsync();
        long version = fixture.Supervisor.GetSnapshot().Version;
        ProcfileReading reading = ProcfileDocument.Parse(text).Reading;
        ReloadResult result = await fixture.Supervisor.ReloadAsync(reading).WaitAsync(Limit);
        await fixture.SettleAsync();
        Assert.True(result.IsRefused, string.Join("; ", reading.Diagnostics));
        Assert.All(result.Refusals, refusal => Assert.NotEmpty(refusal));
        Assert.Equal(version, fixture.Supervisor.GetSnapshot().Version);
        Assert.Equal(2, fixture.Launcher.Started.Count);
    }

    /// <summary>F68: cut off at every byte, as a reader of a file that is just being written may find it.</summary>
    [Fact(Timeout = 120_000)]
    public async Task A_half_written_Procfile_is_refused_or_means_what_it_says()
    {
        byte[] whole = Encoding.UTF8.GetBytes("web: serve \"$PORT\"\nworker: work 'é' --all\nmail: send\n");
        for (int length = 0; length <= whole.Length; length++)
        {
            await using var fixture = new FakeTimeFixture(null, "web", "worker");
            await fixture.Supervisor.StartAsync();
            ProcfileReading reading = ProcfileDocument.Parse(whole.AsSpan(0, length)).Reading;
            ReloadResult result = await fixture.Supervisor.ReloadAsync(reading).WaitAsync(Limit);
            string[] expected = result.IsRefused ? ["web.1", "worker.1"] : [.. reading.Entries.Select(entry => $"{entry.Name}.1")];
            Assert.Equal(expected, fixture.Supervisor.GetSnapshot().Processes.Select(process => process.Name));
            Assert.Equal(expected.Order(), fixture.Launcher.Running.Select(process => process.Spec.Name).Order());
        }
    }

    /// <summary>F69.</summary>
    [Fact(Timeout = 120_000)]
    public async Task A_reload_during_a_scale_during_a_crash_ends_in_what_was_asked_for_last()
    {
        var random = new Random(69);
        for (int round = 0; round < 200; round++)
        {
            await using var fixture = new FakeTimeFixture(options => options.Formation = Formation.Parse("web=3"), "web", "worker");
            await fixture.Supervisor.StartAsync();
            FakeProcess[] running = [.. fixture.Launcher.Running];
            int count = random.Next(1, 6);
            var crash = Task.Run(() => running[random.Next(running.Length)].Exit(ProcessExit.WithCode(1)));
            Task scale = fixture.Supervisor.ScaleAsync("web", ScaleChange.To(count));
            var plan = new ProcessPlan([new ProcessType("web", "serve anew", 0)], new SupervisorOptions { Formation = Formation.Parse("web=3") });
            ReloadResult reload = await fixture.Supervisor.ReloadAsync(plan).WaitAsync(Limit);
            await Task.WhenAll(crash, scale).WaitAsync(Limit);
            await fixture.UntilAsync(snapshot => snapshot.Processes.Length == count && snapshot.Processes.All(process => process.State == ProcessState.Running));
            Assert.Equal([TypeChangeKind.Changed, TypeChangeKind.Removed], reload.Changes.Select(change => change.Kind));
            Assert.Equal(count, fixture.Launcher.Running.Count);
            Assert.All(fixture.Launcher.Running, process => Assert.Equal("serve anew", string.Join(' ', process.Spec.Arguments)));
        }
    }

    /// <summary>F70: told by what is allocated, and by a limit that a cost out of proportion would exceed many times.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_plan_of_five_hundred_types_is_made_and_compared_in_proportion()
    {
        await using var fixture = new FakeTimeFixture();
        await PlanAsync(fixture, 50);
        long few = await PlanAsync(fixture, 50);
        long many = await PlanAsync(fixture, 500);
        Assert.True(many <= 15 * few, $"50 types take {few} bytes, 500 take {many}");
    }

    private static async Task<long> PlanAsync(FakeTimeFixture fixture, int types)
    {
        // Twenty lines for each type: comments, and the entry.
        string text = string.Concat(Enumerable.Range(0, types).Select(index => string.Create(
            CultureInfo.InvariantCulture, $"{string.Concat(Enumerable.Repeat("# a comment\n", 19))}type{index}: serve --port $PORT --name type{index}\n")));
        long before = GC.GetAllocatedBytesForCurrentThread();
        ProcfileReading reading = ProcfileDocument.Parse(text).Reading;
        var plan = new ProcessPlan(ProcessTypes.From(reading), new SupervisorOptions());
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        ReloadResult preview = await fixture.Supervisor.PreviewReloadAsync(plan).WaitAsync(Limit);
        Assert.Equal(types, preview.Changes.Count(change => change.Kind == TypeChangeKind.Added));
        return allocated;
    }

    private static ProcessPlan Changed(string field)
    {
        var variables = new Dictionary<string, string>();
        var options = new SupervisorOptions { Variables = variables };
        ProcessTypeOptions web = options.OptionsFor("web");
        string text = "web: serve\nworker: serve\n";
        switch (field)
        {
            case "command": text = "web: serve --fast\nworker: serve\n"; break;
            case "comment": text = "# changed\n\nweb:   serve\r\nworker: serve\n"; break;
            case "variable": web.Environment["A"] = "b"; break;
            case "common variable": variables["COMMON"] = "c"; break;
            case "directory": web.Directory = "/"; break;
            case "terminal": web.Terminal = new TerminalSize(80, 24); break;
            case "niceness": web.Niceness = 5; break;
            case "umask": web.Umask = UnixFileMode.OtherWrite; break;
            case "open files": web.OpenFiles = 100; break;
            case "shell": options.CommandMode = CommandMode.Shell; break;
            case "base port": options.BasePort = 6000; break;
            case "stop sequence": web.StopSequence = StopSequence.Parse("int, 3, kill"); break;
            case "restart policy": web.RestartPolicy = RestartPolicy.Never; break;
            case "readiness": web.Readiness = Readiness.After(TimeSpan.Zero); break;
            case "label": web.Label = "Web"; break;
        }

        return new ProcessPlan(ProcessTypes.From(ProcfileDocument.Parse(text).Reading), options);
    }
}
