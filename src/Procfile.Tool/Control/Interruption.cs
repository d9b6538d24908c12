using System.Runtime.InteropServices;

namespace Procfile.Tool.Control;

/// <summary>Turns what asks this program to end into a cancellation, so that a terminal is left as it was found and the last words are said.</summary>
internal sealed class Interruption : IDisposable
{
    private const int SignalBase = 128;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _code;

    internal Interruption() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Interrupt(context, 2)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Interrupt(context, 15)),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Interrupt(context, 1)),
    ];

    internal CancellationToken Token => _source.Token;

    /// <summary>The exit code of a program that such a signal ends.</summary>
    internal int Code => _code == 0 ? ExitCodes.Fine : SignalBase + _code;

    /// <summary>Ends quietly, as whoever has read the output is gone.</summary>
    internal void End()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself in the meantime.
        }
    }

    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _source.Dispose();
    }

    /// <summary>Whoever asks twice does not want to wait for the last words either.</summary>
    private void Interrupt(PosixSignalContext context, int number)
    {
        context.Cancel = Interlocked.Exchange(ref _code, number) == 0;
        if (context.Cancel)
            End();
    }
}
