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

    public void OnStarted(IProcessHandle process) =>
        mailbox.Post(() => engine.Launched(request.Process, request.Incarnation, process, granted));

    public bool OnOutput(ReadOnlySpan<byte> bytes)
    {
        _lines.Add(bytes);
        return _lines.HoldsBack;
    }

    public void OnOutputQuiet() => _lines.Flush();

    public void OnExited(ProcessExit exit) => mailbox.Post(() => engine.Exited(request.Process, request.Incarnation, exit));

    public void OnSwept(int survivors) => mailbox.Post(() => engine.Swept(request.Process, request.Incarnation, survivors));
}
