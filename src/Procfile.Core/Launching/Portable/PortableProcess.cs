using System.Diagnostics;
using System.IO.Pipes;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.Launching.Portable;

/// <summary>A process started by <see cref="PortableProcessLauncher"/>.</summary>
internal sealed class PortableProcess : IProcessHandle
{
    private const int BufferSize = 16 * 1024;

    private readonly Process _process;
    private readonly bool _ownSession;
    private readonly IProcessObserver _observer;
    private readonly Lock _handingOver = new();
    private readonly TaskCompletionSource<ProcessExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _letGo = new();
    private readonly Timer _quiet;
    private long _handingOverSince;
    private int _disposed;

    internal PortableProcess(Process process, bool ownSession, IProcessObserver observer)
    {
        (_process, _ownSession, _observer, Id) = (process, ownSession, observer, process.Id);
        _quiet = new Timer(_ => GiveOut(Timeout.InfiniteTimeSpan));
    }

    public int Id { get; }

    public Task<ProcessExit> Exited => _exited.Task;

    public bool Signal(ProcessSignal signal, bool wholeGroup)
    {
        if (OperatingSystem.IsWindows())
            return signal != ProcessSignal.Cont && KillTree();
        // After the leader's death its number is taken only as long as the group has a member; only then may the group be signalled.
        if (wholeGroup && _ownSession && (!_exited.Task.IsCompleted || GroupHasMembers()) && Libc.Kill(-Id, signal.Number) == 0)
            return true;
        // Also before the new process has made its session: there is no group yet.
        return !_exited.Task.IsCompleted && Libc.Kill(Id, signal.Number) == 0;
    }

    public void Sweep() => ThreadPool.UnsafeQueueUserWorkItem(_ => _observer.OnSwept(GroupHasMembers() ? 1 : 0), null);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _letGo.Cancel();
        _quiet.Dispose();
        _process.Dispose();
    }

    internal void Watch(bool piped)
    {
        Task output = Task.CompletedTask;
        if (piped)
        {
            _process.StandardInput.Close();
            // What is there already would be handed over on this thread, and an observer that blocks would block the start.
            output = Task.WhenAll(
                Task.Run(() => Read(_process.StandardOutput.BaseStream)), Task.Run(() => Read(_process.StandardError.BaseStream)));
        }

        _ = WatchExit(output);
    }

    private async Task WatchExit(Task output)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.Exited += (_, _) => ended.TrySetResult();
        if (_process.HasExited)
            ended.TrySetResult();
        await ended.Task.ConfigureAwait(false);
        ProcessExit exit = ProcessExit.WithCode(_process.ExitCode);

        await DrainAsync(output).ConfigureAwait(false);
        GiveOut(ProcessOutput.DrainPeriod);
        _observer.OnExited(exit);
        _exited.TrySetResult(exit);
    }

    /// <summary>
    /// Whoever has inherited the pipes may hold them open for ever, so their end cannot be waited for without limit: after a while it
    /// is enough that nothing is left in them, or that the observer does not come back.
    /// </summary>
    private async Task DrainAsync(Task output)
    {
        using var timer = new PeriodicTimer(ProcessOutput.DrainPeriod);
        while (!output.IsCompleted)
        {
            Task tick = timer.WaitForNextTickAsync().AsTask();
            if (await Task.WhenAny(output, tick).ConfigureAwait(false) == tick && (IsBlocked() || PipesAreEmpty()))
                return;
        }
    }

    private bool IsBlocked()
    {
        long since = Volatile.Read(ref _handingOverSince);
        return since != 0 && Stopwatch.GetElapsedTime(since) >= ProcessOutput.DrainPeriod;
    }

    private unsafe bool PipesAreEmpty()
    {
        if (Volatile.Read(ref _handingOverSince) != 0)
            return false;
        foreach (Stream stream in (Stream[])[_process.StandardOutput.BaseStream, _process.StandardError.BaseStream])
        {
            int left = 0;
            if (OperatingSystem.IsLinux() && stream is PipeStream { SafePipeHandle: { IsClosed: false } pipe })
                _ = Libc.DeviceControl((int)pipe.DangerousGetHandle(), Libc.BytesInPipe, &left);
            if (left > 0)
                return false;
        }

        return true;
    }

    private async Task Read(Stream stream)
    {
        byte[] buffer = new byte[BufferSize];
        try
        {
            int count;
            while ((count = await stream.ReadAsync(buffer, _letGo.Token).ConfigureAwait(false)) > 0)
                HandOver(buffer.AsSpan(0, count));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Let go, or the pipe broke: either way nothing more comes.
        }
    }

    private void HandOver(ReadOnlySpan<byte> bytes)
    {
        lock (_handingOver)
        {
            Volatile.Write(ref _handingOverSince, Stopwatch.GetTimestamp());
            bool heldBack = _observer.OnOutput(bytes);
            Volatile.Write(ref _handingOverSince, 0);
            if (Volatile.Read(ref _disposed) == 0)
                _quiet.Change(heldBack ? ProcessOutput.QuietPeriod : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>An observer that does not come back from the call before is not waited for longer than so.</summary>
    private void GiveOut(TimeSpan patience)
    {
        if (!_handingOver.TryEnter(patience))
            return;
        try
        {
            _observer.OnOutputQuiet();
        }
        finally
        {
            _handingOver.Exit();
        }
    }

    private bool GroupHasMembers()
    {
        if (!_ownSession)
            return false;
        try
        {
            if (Directory.Exists("/proc/self"))
                return ProcEntry.AllIds().Any(id => ProcEntry.TryRead(id, out ProcEntry entry) && entry.Group == Id && entry.IsAlive);
        }
        catch (IOException)
        {
            // No descriptor is left to look with: the signal below tells as well, but for zombies.
        }

        return Libc.Kill(-Id, 0) == 0;
    }

    private bool KillTree()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            return false;
        }
    }
}
