using Procfile.Core.Launching;
using Procfile.Core.Output;
using Procfile.Core.Supervision;

namespace Seams;

/// <summary>When to start again: three tries, a tenth of a second apart.</summary>
internal sealed class ThreeTries : IRestartPolicy
{
    public RestartDecision Decide(in RestartArguments arguments) => arguments.ConsecutiveFailures < 3
        ? RestartDecision.RestartAfter(TimeSpan.FromSeconds(0.1))
        : RestartDecision.GiveUp("three tries were enough");
}

/// <summary>Where output goes: whole lines, as bytes.</summary>
internal sealed class ByteCounter : IOutputSink
{
    private long _bytes;

    public long Bytes => Volatile.Read(ref _bytes);

    public void Write(in OutputBatch batch) => Interlocked.Add(ref _bytes, batch.Bytes.Length);
}

/// <summary>What starts a process: here every command behind another program, such as <c>ionice -c 3</c>.</summary>
internal sealed class Behind(IProcessLauncher launcher, params string[] program) : IProcessLauncher
{
    public LaunchResult Start(ProcessSpec spec, IProcessObserver observer) =>
        launcher.Start(spec with { Arguments = [.. program, .. spec.Arguments] }, observer);
}

/// <summary>When a process is ready: as soon as a file is there. Whatever is thrown means "not yet", and shows in the snapshot.</summary>
internal sealed class FileProbe(string path) : IReadinessProbe
{
    public Task WaitAsync(ReadinessContext process, CancellationToken cancellationToken) =>
        File.Exists(path) ? Task.CompletedTask : throw new FileNotFoundException($"waits for {path}");
}
