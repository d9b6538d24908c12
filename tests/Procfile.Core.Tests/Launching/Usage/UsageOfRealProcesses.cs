using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;
using Procfile.Core.Launching.Usage;
using Procfile.Core.Testing;
using Procfile.Core.Tests.Commands;

namespace Procfile.Core.Tests.Launching.Usage;

/// <summary>What a sampler says of processes that do something.</summary>
public sealed class UsageOfRealProcesses : IDisposable
{
    private const string Busy = "while :; do :; done";
    private const long LargeBytes = 64_000_000;

    private readonly NativeProcessLauncher _launcher = new();
    private readonly UsageSampler _sampler = new();
    private readonly List<(IProcessHandle Process, RecordingObserver Observer)> _started = [];

    [Theory(Timeout = 60_000)]
    [InlineData(Busy)]
    [InlineData($"sh -c '{Busy}'; true")]
    [InlineData($"({Busy}) & wait")]
    [InlineData($"setsid sh -c '{Busy}'; true")]
    [InlineData($"(sh -c '{Busy}' & ); exec sleep 1000")]
    public async Task Whoever_of_them_keeps_a_processor_busy_it_shows(string script)
    {
        IProcessHandle process = Start(script);
        // On a busy machine it gets no more than its share; but whoever waits never comes to so much.
        var reader = new SessionReader(new ProcTable());
        var readings = new UsageReading?[1];
        await LettingGo.UntilAsync(() =>
        {
            reader.Read([process.Id], readings);
            return readings[0]?.Processor.TotalSeconds > 0.5;
        });
        Assert.InRange(Sample(process).CpuPercent!.Value, 0.5 / 60 * 100, 150);
    }

    [Fact(Timeout = 60_000)]
    public async Task One_that_sleeps_uses_nothing()
    {
        IProcessHandle process = Start("exec sleep 1000");
        await LettingGo.UntilAsync(() => Sample(process) is { CpuPercent: < 1, ResidentBytes: > 0 });
    }

    [Fact(Timeout = 60_000)]
    public async Task Memory_grows_when_a_child_takes_some()
    {
        using var directory = new TemporaryDirectory();
        string go = directory.File("go");
        // Without a line's end, tail keeps everything.
        IProcessHandle process = Start($"until [ -e {go} ]; do sleep 0.05; done; {{ head -c {LargeBytes} /dev/zero; exec sleep 1000; }} | tail");
        await LettingGo.UntilAsync(() => Sample(process).ResidentBytes > 0);
        Assert.True(Sample(process).ResidentBytes < LargeBytes);
        await File.WriteAllTextAsync(go, "");
        await LettingGo.UntilAsync(() => Sample(process).ResidentBytes > LargeBytes);
    }

    [Fact(Timeout = 60_000)]
    public async Task Nothing_is_known_of_one_that_has_ended()
    {
        IProcessHandle process = Start("exit 0");
        await process.Exited;
        await LettingGo.UntilAsync(() => Sample(process) == default);
    }

    [Fact(Timeout = 60_000)]
    public async Task While_others_start_and_end_several_may_ask()
    {
        IProcessHandle process = Start("while :; do sh -c 'sh -c :; setsid true' & wait; done");
        IProcessHandle other = Start("exec sleep 1000");
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 200; i++)
            {
                // Each with a number of its own that nobody has, so that each reads.
                IReadOnlyDictionary<int, UsageSample> samples = _sampler.Sample([process.Id, other.Id, int.MaxValue - i]);
                Assert.True(samples[process.Id].ResidentBytes > 0);
                Assert.True(samples[other.Id] is { CpuPercent: null or >= 0, ResidentBytes: >= 0 });
            }
        })));
    }

    public void Dispose()
    {
        foreach ((IProcessHandle process, RecordingObserver observer) in _started)
        {
            while (observer.SweepAsync().GetAwaiter().GetResult() > 0 || !process.Exited.IsCompleted)
                process.Signal(ProcessSignal.Kill, wholeGroup: true);
            process.Dispose();
        }

        _launcher.Dispose();
    }

    private UsageSample Sample(IProcessHandle process) => _sampler.Sample([process.Id])[process.Id];

    private IProcessHandle Start(string script)
    {
        var observer = new RecordingObserver();
        IProcessHandle process = _launcher.Start(LettingGo.Shell(script), observer).Process!;
        _started.Add((process, observer));
        return process;
    }
}
