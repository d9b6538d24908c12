using Procfile.Core.Launching;
using Procfile.Core.Output;

namespace Procfile.Core.Supervision.Engine;

/// <summary>
/// Listens to one started process: output goes through its line assembler to the sink on the launcher's thread, everything else
/// into the mailbox.
/// </summary>
internal sealed class Incarnation(LaunchRequest request, GrantedPlace granted, SupervisorEngine engine, Mailbox mailbox, IOutputSink sink)
    : IProcessObserver
{
    private readonly LineAssembler _lines = new(request.Source, sink);
    private IProcessHandle? _process;

    public object? OutputLane => sink;

    public void OnStarted(IProcessHandle process)
    {
        _process = process;
        if (mailbox.Post(() => engine.Launched(request.Process, request.Incarnation, process, granted)))
            return;
        // The supervisor has ended in the meantime: nobody would ever stop this process.
        process.Signal(ProcessSignal.Kill, wholeGroup: true);
        granted.Lease?.Dispose();
    }

    public bool OnOutput(ReadOnlySpan<byte> bytes)
    {
        _lines.Add(bytes);
        return _lines.HoldsBack;
    }

    public void OnOutputQuiet() => _lines.Flush();

    public void OnExited(ProcessExit exit)
    {
        if (!mailbox.Post(() => engine.Exited(request.Process, request.Incarnation, exit)))
            _process?.Dispose();
    }

    public void OnSwept(int survivors) => mailbox.Post(() => engine.Swept(request.Process, request.Incarnation, survivors));
}
