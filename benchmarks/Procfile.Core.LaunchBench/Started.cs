using System.Diagnostics;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.LaunchBench;

/// <summary>A process started in one of the two ways, with output read and its end noticed as it comes.</summary>
internal sealed class Started : IProcessObserver, IDisposable
{
    private static readonly Dictionary<string, string> Variables = new() { ["PATH"] = "/usr/bin:/bin" };

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;
    private IProcessHandle? _handle;

    /// <summary>When the end was noticed.</summary>
    internal long EndedAt { get; private set; }

    internal Task Ended => _ended.Task;

    internal int Id => _handle?.Id ?? _process!.Id;

    internal static Started Ours(NativeProcessLauncher launcher, params string[] arguments)
    {
        var started = new Started();
        LaunchResult result = launcher.Start(new ProcessSpec { Name = "bench", Arguments = [.. arguments], Environment = Variables }, started);
        started._handle = result.Process ?? throw new InvalidOperationException(result.Failure!.Message);
        return started;
    }

    internal static Started ByProcess(params string[] arguments)
    {
        var started = new Started();
        var info = new ProcessStartInfo(arguments[0], arguments[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment.Clear();
        info.Environment["PATH"] = Variables["PATH"];
        started._process = new Process { StartInfo = info, EnableRaisingEvents = true };
        started._process.Exited += (_, _) => started.End();
        started._process.Start();
        started._process.StandardInput.Close();
        _ = started._process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = started._process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        return started;
    }

    internal void Kill()
    {
        if (_handle is null)
            _process!.Kill();
        else
            _handle.Signal(ProcessSignal.Kill, wholeGroup: true);
    }

    public void OnStarted(IProcessHandle process)
    {
    }

    public bool OnOutput(ReadOnlySpan<byte> bytes) => false;

    public void OnOutputQuiet()
    {
    }

    public void OnExited(ProcessExit exit) => End();

    public void OnSwept(int survivors)
    {
    }

    public void Dispose()
    {
        _handle?.Dispose();
        _process?.Dispose();
    }

    private void End()
    {
        EndedAt = Stopwatch.GetTimestamp();
        _ended.TrySetResult();
    }
}
