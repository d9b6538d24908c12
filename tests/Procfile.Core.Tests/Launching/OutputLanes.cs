using System.Text;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;
using Procfile.Core.Launching.Portable;

namespace Procfile.Core.Tests.Launching;

/// <summary>An observer that blocks holds up its own lane; a lane has a thread as long as it has work.</summary>
public sealed class OutputLanes
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact(Timeout = 60_000)]
    public async Task Output_of_other_lanes_goes_on_and_exits_are_seen()
    {
        using var launcher = new NativeProcessLauncher();
        using var release = new ManualResetEventSlim();
        var blocked = new LaneObserver("a", release);
        var sharing = new LaneObserver("a", null);
        var free = new LaneObserver("b", null);
        var common = new LaneObserver(null, null);
        Start(launcher, blocked, "echo blocks; exit 1");
        await blocked.Entered.WaitAsync(Limit);
        Start(launcher, sharing, "echo shares; exit 2");
        Start(launcher, free, "echo free; exit 3");
        Start(launcher, common, "echo common; exit 4");
        Assert.Equal("free\n", await free.Ended.WaitAsync(Limit));
        Assert.Equal("common\n", await common.Ended.WaitAsync(Limit));
        Assert.Equal("", await blocked.Ended.WaitAsync(Limit));
        Assert.Equal("", await sharing.Ended.WaitAsync(Limit));
        release.Set();
        Assert.Equal("shares\n", await sharing.Said.WaitAsync(Limit));
        Array.ForEach([blocked, sharing, free, common], observer => observer.Process!.Dispose());
    }

    [Fact(Timeout = 60_000)]
    public async Task Lanes_end_with_the_launcher_at_the_latest_and_without_output_there_is_none()
    {
        var launcher = new NativeProcessLauncher();
        Assert.Equal(0, launcher.Pumps.Count);
        LaneObserver[] observers = [.. Enumerable.Range(0, 20).Select(_ => new LaneObserver(new object(), null))];
        Array.ForEach(observers, observer => Start(launcher, observer, "echo up; exec sleep 100"));
        await Task.WhenAll(observers.Select(observer => observer.Said)).WaitAsync(Limit);
        Assert.Equal(20, launcher.Pumps.Count);
        Assert.False(launcher.Start(LettingGo.Shell("true") with { Directory = "/nowhere" }, new LaneObserver(new object(), null)).Succeeded);
        foreach (LaneObserver observer in observers)
        {
            observer.Process!.Signal(ProcessSignal.Kill, wholeGroup: true);
            await observer.Ended.WaitAsync(Limit);
            observer.Process.Dispose();
        }

        launcher.Dispose();
        await LettingGo.UntilAsync(() => launcher.Pumps.Count == 0);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_portable_launcher_reports_the_end_of_a_process_whose_observer_blocks()
    {
        using var release = new ManualResetEventSlim();
        var blocked = new LaneObserver(null, release);
        Assert.True(new PortableProcessLauncher().Start(LettingGo.Shell("echo blocks; exit 1"), blocked).Succeeded);
        Assert.Equal("", await blocked.Ended.WaitAsync(Limit));
        release.Set();
        Assert.Equal("blocks\n", await blocked.Said.WaitAsync(Limit));
        blocked.Process!.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_lane_that_throws_is_the_common_one()
    {
        using var launcher = new NativeProcessLauncher();
        var observer = new LaneObserver(null, null) { LaneThrows = true };
        Start(launcher, observer, "echo said");
        Assert.Equal("said\n", await observer.Ended.WaitAsync(Limit));
        observer.Process!.Dispose();
    }

    private static void Start(NativeProcessLauncher launcher, LaneObserver observer, string script) =>
        Assert.True(launcher.Start(LettingGo.Shell(script), observer).Succeeded);

    private sealed class LaneObserver(object? lane, ManualResetEventSlim? release) : IProcessObserver
    {
        private readonly StringBuilder _text = new();
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<string> _said = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public object? OutputLane => LaneThrows ? throw new InvalidOperationException() : lane;

        internal bool LaneThrows { get; init; }

        internal IProcessHandle? Process { get; private set; }

        internal Task Entered => _entered.Task;

        /// <summary>What has been handed over at first.</summary>
        internal Task<string> Said => _said.Task;

        /// <summary>What had been handed over when the end came.</summary>
        internal Task<string> Ended => _ended.Task;

        public void OnStarted(IProcessHandle process) => Process = process;

        public bool OnOutput(ReadOnlySpan<byte> bytes)
        {
            _entered.TrySetResult();
            release?.Wait(Limit);
            lock (_text)
                _text.Append(Encoding.UTF8.GetString(bytes));
            _said.TrySetResult(Text());
            return false;
        }

        public void OnOutputQuiet()
        {
        }

        public void OnExited(ProcessExit exit) => _ended.TrySetResult(Text());

        public void OnSwept(int survivors)
        {
        }

        private string Text()
        {
            lock (_text)
                return _text.ToString();
        }
    }
}
