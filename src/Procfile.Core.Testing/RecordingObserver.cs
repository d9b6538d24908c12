using System.Text;
using Procfile.Core.Launching;

namespace Procfile.Core.Testing;

/// <summary>Remembers what a launcher tells of one process.</summary>
public sealed class RecordingObserver : IProcessObserver
{
    private readonly Lock _gate = new();
    private readonly List<byte> _output = [];
    private readonly TaskCompletionSource<ProcessExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<int> _swept = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _outputAtExit;

    /// <summary>The process, once it has started.</summary>
    public IProcessHandle? Process { get; private set; }

    /// <summary>Everything written so far.</summary>
    public string Output
    {
        get
        {
            lock (_gate)
                return Encoding.UTF8.GetString([.. _output]);
        }
    }

    /// <summary>Everything that had been handed over when the exit was reported.</summary>
    public string OutputAtExit => _outputAtExit ?? throw new InvalidOperationException("The process has not ended.");

    /// <summary>How often the launcher said that nothing more had come.</summary>
    public int QuietCalls { get; private set; }

    /// <summary>How often the exit was reported.</summary>
    public int ExitCalls { get; private set; }

    /// <summary>Whether <see cref="OnOutput"/> says that it holds a line back.</summary>
    public bool HoldsBack { get; set; }

    /// <summary>Called when the process is announced.</summary>
    public Action<IProcessHandle>? Started { get; set; }

    /// <summary>Called with each piece of output, on the launcher's thread.</summary>
    public Action<string>? Written { get; set; }

    /// <summary>Ends when the exit is reported.</summary>
    public Task<ProcessExit> Exited => _exited.Task;

    /// <summary>Asks for a sweep and waits for its answer.</summary>
    public Task<int> SweepAsync()
    {
        _swept = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        Process!.Sweep();
        return _swept.Task;
    }

    /// <inheritdoc/>
    public void OnStarted(IProcessHandle process)
    {
        Process = process;
        Started?.Invoke(process);
    }

    /// <inheritdoc/>
    public bool OnOutput(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
            _output.AddRange(bytes);
        Written?.Invoke(Encoding.UTF8.GetString(bytes));
        return HoldsBack;
    }

    /// <inheritdoc/>
    public void OnOutputQuiet() => QuietCalls++;

    /// <inheritdoc/>
    public void OnExited(ProcessExit exit)
    {
        _outputAtExit = Output;
        ExitCalls++;
        _exited.TrySetResult(exit);
    }

    /// <inheritdoc/>
    public void OnSwept(int survivors) => _swept.TrySetResult(survivors);
}
