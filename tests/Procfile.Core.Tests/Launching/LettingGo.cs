using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Launching;

/// <summary>The ends of handles and of launchers, in orders that nobody plans.</summary>
public sealed class LettingGo
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public void A_closed_reactor_writes_to_no_file_that_has_its_number_now()
    {
        var epoll = new Epoll();
        epoll.Close();
        string[] paths = [.. Enumerable.Range(0, 32).Select(_ => Path.GetTempFileName())];
        FileStream[] files = [.. paths.Select(File.OpenWrite)];
        epoll.Ring();
        Assert.All(files, file => Assert.Equal(0, file.Length));
        Array.ForEach(files, file => file.Dispose());
        Array.ForEach(paths, File.Delete);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_end_is_reported_although_the_launcher_is_gone_and_the_observer_blocks()
    {
        using var release = new ManualResetEventSlim();
        var observer = new RecordingObserver { Written = _ => release.Wait(Limit) };
        using (var launcher = new NativeProcessLauncher())
        {
            Assert.True(launcher.Start(Shell("echo text; read forever; exec sleep 0.2"), observer).Succeeded);
            await UntilAsync(() => observer.Output.Length > 0);
        }

        await observer.Exited.WaitAsync(Limit);
        release.Set();
        observer.Process!.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_process_that_was_let_go_leaves_no_zombie()
    {
        using var launcher = new NativeProcessLauncher();
        IProcessHandle process = launcher.Start(Shell("exec sleep 0.1"), new RecordingObserver()).Process!;
        process.Dispose();
        await process.Exited.WaitAsync(Limit);
        Assert.False(ProcEntry.TryRead(process.Id, out ProcEntry entry) && entry.Parent == Environment.ProcessId, $"{entry}");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_process_can_be_let_go_as_soon_as_it_is_announced()
    {
        using var launcher = new NativeProcessLauncher();
        for (int i = 0; i < 50; i++)
        {
            var observer = new DisposingObserver();
            Assert.True(launcher.Start(Shell("echo text"), observer).Succeeded);
            await observer.Process!.Exited.WaitAsync(Limit);
        }
    }

    internal static ProcessSpec Shell(string script) => new()
    {
        Name = "test.1",
        Arguments = ["/bin/sh", "-c", script],
        Environment = new Dictionary<string, string> { ["PATH"] = "/usr/local/bin:/usr/bin:/bin" },
    };

    internal static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!condition())
            await timer.WaitForNextTickAsync(limit.Token);
    }

    private sealed class DisposingObserver : IProcessObserver
    {
        internal IProcessHandle? Process { get; private set; }

        public void OnStarted(IProcessHandle process)
        {
            Process = process;
            process.Dispose();
        }

        public bool OnOutput(ReadOnlySpan<byte> bytes) => false;

        public void OnOutputQuiet()
        {
        }

        public void OnExited(ProcessExit exit)
        {
        }

        public void OnSwept(int survivors)
        {
        }
    }
}
