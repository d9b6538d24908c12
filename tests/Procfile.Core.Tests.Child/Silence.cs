using Procfile.Core.Launching;

namespace Procfile.Core.Tests.Child;

/// <summary>Nobody listens.</summary>
internal sealed class Silence : IProcessObserver
{
    public void OnStarted(IProcessHandle process)
    {
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
