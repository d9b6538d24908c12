using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;
using Procfile.Core.Launching.Usage;
using Procfile.Core.Testing;

namespace Procfile.Core.Benchmarks;

/// <summary>What a look at the use of processes costs beside 1,000 strangers; each of the processes is a shell with a child.</summary>
[MemoryDiagnoser]
public class UsageBenchmarks
{
    private const int Strangers = 1000;

    private static readonly NativeProcessLauncher Launcher = new();

    private readonly UsageSampler _sampler = new();
    private readonly ProcTable _table = new();
    private readonly SessionReader _reader = new(new ProcTable());
    private readonly List<IProcessHandle> _started = [];
    private UsageReading?[] _readings = [];
    private int[] _ids = [];

    [Params(50, 500)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Start()
    {
        _ids = [.. Enumerable.Range(0, Count).Select(_ => Start("sleep 1000; true"))];
        _readings = new UsageReading?[Count];
        Start($"i=0; while [ $i -lt {Strangers} ]; do sleep 1000 & i=$((i+1)); done; wait");
        while (Children() < Count + Strangers)
            Thread.Sleep(100);
    }

    [GlobalCleanup]
    public void End()
    {
        _started.ForEach(process => process.Signal(ProcessSignal.Kill, wholeGroup: true));
        Task.WaitAll(_started.Select(process => process.Exited));
        _started.ForEach(process => process.Dispose());
        _started.Clear();
    }

    [Benchmark(Description = "a look")]
    public void Look() => _reader.Read(_ids, _readings);

    [Benchmark(Description = "the same answer again")]
    public int Again() => _sampler.Sample(_ids).Count;

    [Benchmark(Baseline = true, Description = "/proc/PID/stat of every process of the machine")]
    public int Stats()
    {
        int found = 0;
        foreach (int id in _table.Ids())
            found += _table.TryRead(id, out _) ? 1 : 0;
        return found;
    }

    [Benchmark(Description = "System.Diagnostics.Process, without children")]
    public long Processes()
    {
        long used = 0;
        foreach (int id in _ids)
        {
            using var process = Process.GetProcessById(id);
            used += process.TotalProcessorTime.Ticks + process.WorkingSet64;
        }

        return used;
    }

    private static int Children() => ProcEntry.AllIds().Count(id => ProcEntry.TryRead(id, out ProcEntry entry) && entry.Parent != Environment.ProcessId);

    private int Start(string script)
    {
        var spec = new ProcessSpec
        {
            Name = "job.1",
            Arguments = ["/bin/sh", "-c", script],
            Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" },
        };
        IProcessHandle process = Launcher.Start(spec, new RecordingObserver()).Process!;
        _started.Add(process);
        return process.Id;
    }
}
