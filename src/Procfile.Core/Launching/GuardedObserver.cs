namespace Procfile.Core.Launching;

/// <summary>
/// Keeps an observer's exceptions away from the launcher's threads: they serve all processes, and one that ended would end the host.
/// </summary>
internal sealed class GuardedObserver(IProcessObserver observer) : IProcessObserver
{
#pragma warning disable CA1031 // Whatever an observer throws harms its own process alone.
    public object? OutputLane
    {
        get
        {
            try
            {
                return observer.OutputLane;
            }
            catch (Exception)
            {
                return null;
            }
        }
    }

    public void OnStarted(IProcessHandle process)
    {
        try
        {
            observer.OnStarted(process);
        }
        catch (Exception)
        {
        }
    }

    public bool OnOutput(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return observer.OnOutput(bytes);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public void OnOutputQuiet()
    {
        try
        {
            observer.OnOutputQuiet();
        }
        catch (Exception)
        {
        }
    }

    public void OnExited(ProcessExit exit)
    {
        try
        {
            observer.OnExited(exit);
        }
        catch (Exception)
        {
        }
    }

    public void OnSwept(int survivors)
    {
        try
        {
            observer.OnSwept(survivors);
        }
        catch (Exception)
        {
        }
    }
#pragma warning restore CA1031
}
