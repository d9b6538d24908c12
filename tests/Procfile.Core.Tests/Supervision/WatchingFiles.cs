using Procfile.Core.Supervision;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Supervision;

/// <summary>A supervisor follows its files, however they change, and keeps to the last that was sound.</summary>
public sealed class WatchingFiles : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("procfile-test-");
    private readonly FakeLauncher _launcher = new();
    private ProcessSupervisor? _supervisor;
    private ReloadWatcher? _watcher;

    private string App => Path.Combine(_root.FullName, "app");

    private string Procfile => Path.Combine(App, "Procfile");

    [Fact(Timeout = 60_000)]
    public async Task A_file_that_is_written_in_place_is_taken_over()
    {
        await StartAsync("web: serve\n");
        await File.AppendAllTextAsync(Procfile, "worker: work\n");
        await RunsAsync("serve", "work");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_that_an_editor_replaces_is_taken_over_again_and_again()
    {
        await StartAsync("web: serve\n");
        for (int version = 1; version <= 3; version++)
        {
            string next = Path.Combine(App, ".Procfile.swp");
            await File.WriteAllTextAsync(next, $"web: serve {version}\n");
            File.Move(next, Procfile, overwrite: true);
            await RunsAsync($"serve {version}");
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_release_that_a_symbolic_link_is_turned_to_is_taken_over()
    {
        WriteRelease("1", "web: serve 1\n");
        WriteRelease("2", "web: serve 2\n");
        Directory.CreateSymbolicLink(App, Path.Combine(_root.FullName, "releases", "1"));
        await StartAsync(null);
        string next = Path.Combine(_root.FullName, "next");
        Directory.CreateSymbolicLink(next, Path.Combine(_root.FullName, "releases", "2"));
        Replace(next, App);
        await RunsAsync("serve 2");
        await File.WriteAllTextAsync(Path.Combine(_root.FullName, "releases", "2", "Procfile"), "web: serve 3\n");
        await RunsAsync("serve 3");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_directory_that_is_replaced_as_a_whole_is_taken_over()
    {
        await StartAsync("web: serve\n");
        Directory.Move(App, $"{App}.old");
        Directory.CreateDirectory(App);
        await File.WriteAllTextAsync(Procfile, "web: serve anew\n");
        await RunsAsync("serve anew");
        await File.WriteAllTextAsync(Procfile, "web: serve again\n");
        await RunsAsync("serve again");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_broken_file_changes_nothing_and_a_sound_one_after_it_does()
    {
        await StartAsync("web: serve\n");
        await using IAsyncEnumerator<SupervisorEvent> events = _supervisor!.WatchAsync().GetAsyncEnumerator();
        await File.WriteAllTextAsync(Procfile, "web serve\n");
        await events.MoveNextAsync();
        Assert.Equal(SupervisorEventKind.ReloadRefused, events.Current.Kind);
        Assert.StartsWith($"{Procfile}:1:", events.Current.Message, StringComparison.Ordinal);
        Assert.Equal("serve", Assert.Single(Running()));
        await File.WriteAllTextAsync(Procfile, "web: serve well\n");
        await RunsAsync("serve well");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_that_is_deleted_changes_nothing()
    {
        await StartAsync("web: serve\n");
        await using IAsyncEnumerator<SupervisorEvent> events = _supervisor!.WatchAsync().GetAsyncEnumerator();
        File.Delete(Procfile);
        await events.MoveNextAsync();
        Assert.Equal(SupervisorEventKind.ReloadRefused, events.Current.Kind);
        Assert.Equal("serve", Assert.Single(Running()));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_changed_env_file_restarts_and_one_that_is_only_touched_does_not()
    {
        await StartAsync("web: serve\n");
        string environment = Path.Combine(App, ".env");
        await File.WriteAllTextAsync(environment, "COLOUR=green\n");
        await UntilAsync(() => _launcher.Running.Any(process => process.Spec.Environment.GetValueOrDefault("COLOUR") == "green"));
        File.SetLastWriteTimeUtc(environment, DateTime.UtcNow.AddMinutes(1));
        File.SetLastWriteTimeUtc(Procfile, DateTime.UtcNow.AddMinutes(1));
        // Seen after whatever the touches may have brought about.
        await File.AppendAllTextAsync(Procfile, "worker: work\n");
        await RunsAsync("serve", "work");
        Assert.Equal(1, _supervisor!.GetSnapshot()["web.1"]!.Restarts);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_variant_that_appears_takes_the_place_of_the_base()
    {
        await StartAsync("web: serve\n");
        await File.WriteAllTextAsync(Path.Combine(App, "Procfile_test"), "web: serve as a test\n");
        await RunsAsync("serve as a test");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_reader_that_throws_counts_as_a_broken_file()
    {
        await StartAsync("web: serve\n");
        await using var watcher = new ReloadWatcher(_supervisor!, [Procfile], () => throw new InvalidOperationException("no idea"), Quiet);
        ReloadResult result = await watcher.ReloadAsync();
        Assert.Equal("no idea", Assert.Single(result.Refusals));
    }

    public async ValueTask DisposeAsync()
    {
        if (_watcher is not null)
            await _watcher.DisposeAsync();
        if (_supervisor is not null)
            await _supervisor.DisposeAsync();
        _root.Delete(recursive: true);
    }

    /// <summary>Puts a link in another's place in one step, as deployment tools do: <c>File.Move</c> would look behind it.</summary>
    private static void Replace(string link, string other)
    {
        using var move = System.Diagnostics.Process.Start("mv", ["-T", link, other]);
        move.WaitForExit();
        Assert.Equal(0, move.ExitCode);
    }

    private void WriteRelease(string name, string procfile)
    {
        string directory = Path.Combine(_root.FullName, "releases", name);
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "Procfile"), procfile);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_change_between_the_start_and_the_watch_is_not_missed()
    {
        await StartAsync("web: serve\n", beforeWatch: () => File.WriteAllText(Procfile, "web: serve late\n"));
        await RunsAsync("serve late");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_that_mends_a_rolling_restart_is_taken_over_while_that_still_waits()
    {
        await StartAsync("web: serve\n", options =>
        {
            options.OptionsFor("web").RestartMode = RestartMode.Rolling;
            options.OptionsFor("web").Readiness = Readiness.Line("up");
        });
        await File.WriteAllTextAsync(Procfile, "web: serve badly\n");
        await RunsAsync("serve", "serve badly");
        await File.WriteAllTextAsync(Procfile, "web: serve well\n");
        await RunsAsync("serve", "serve well");
        _launcher.Running.Single(process => process.Spec.Arguments[^1] == "well").Write("up\n"u8);
        await UntilAsync(() => Running() is ["serve well", "serve well"]);
    }

    private async Task StartAsync(string? procfile, Action<SupervisorOptions>? configure = null, Action? beforeWatch = null)
    {
        if (procfile is not null)
        {
            Directory.CreateDirectory(App);
            await File.WriteAllTextAsync(Procfile, procfile);
        }

        var files = new PlanFiles(App)
        {
            EnvironmentName = "test",
            Options = MakeOptions,
        };
        PlanReading reading = files.Read();
        Assert.Empty(reading.Problems);
        _supervisor = new ProcessSupervisor(reading.Plan!);
        _launcher.Launched = process =>
        {
            if (process.Spec.Arguments is ["serve"])
                process.Write("up\n"u8);
        };
        await _supervisor.StartAsync();
        beforeWatch?.Invoke();
        _watcher = new ReloadWatcher(_supervisor, files, Quiet);

        SupervisorOptions MakeOptions()
        {
            var options = new SupervisorOptions { Launcher = _launcher, CommandMode = Core.Commands.CommandMode.Direct };
            configure?.Invoke(options);
            return options;
        }
    }

    private string[] Running() => [.. _launcher.Running.Select(process => string.Join(' ', process.Spec.Arguments)).Order()];

    private Task RunsAsync(params string[] commands) => UntilAsync(() => Running().SequenceEqual(commands));

    private Task UntilAsync(Func<bool> condition) => _launcher.WaitForAsync(_ => condition(), SnapshotWait.Limit);
}
