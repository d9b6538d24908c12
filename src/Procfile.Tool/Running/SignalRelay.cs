using Procfile.Core.Launching;

namespace Procfile.Tool.Running;

/// <summary>Passes signals on to the one process, also a signal that comes before there is a process.</summary>
internal sealed class SignalRelay : IProcessObserver
{
    private readonly Lock _passingOn = new();
    private IProcessHandle? _process;
    private ProcessSignal? _early;

    internal void PassOn(ProcessSignal signal)
    {
        lock (_passingOn)
        {
            _early = signal;
            _process?.Signal(signal, wholeGroup: false);
        }
    }

    public void OnStarted(IProcessHandle process)
    {
        lock (_passingOn)
        {
            _process = process;
            if (_early is { } signal)
                process.Signal(signal, wholeGroup: false);
        }
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
