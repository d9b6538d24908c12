namespace Procfile.Core.Supervision.Engine;

/// <summary>Asks a probe again and again, until it says that the process is ready or until nobody waits for it any more.</summary>
/// <param name="probe">The probe.</param>
/// <param name="context">What it may know.</param>
/// <param name="ready">Called once, when the process is ready.</param>
/// <param name="notReady">Called with the reason, each time that it is another one.</param>
internal sealed class ReadinessWatch(
    IReadinessProbe probe, ReadinessContext context, Action ready, Action<string> notReady) : IReadinessWatch
{
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LastInterval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _end = new();

    // A probe of the host's may do anything before its first await.
    public void Begin()
    {
        CancellationToken end = _end.Token;
        _ = Task.Run(() => AskAsync(end), CancellationToken.None);
    }

    public void Dispose()
    {
        context.Close();
        // Not on this thread: whoever waits for the token may do anything.
        _ = EndAsync();
    }

    private async Task EndAsync()
    {
        await _end.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

#pragma warning disable CA1031 // A probe says "not yet" with any exception.
    private async Task AskAsync(CancellationToken end)
    {
        string? reason = null;
        for (TimeSpan interval = FirstInterval; !end.IsCancellationRequested; interval = interval < LastInterval ? interval * 2 : LastInterval)
        {
            try
            {
                await probe.WaitAsync(context, end).ConfigureAwait(false);
                ready();
                return;
            }
            catch (Exception exception)
            {
                if (!end.IsCancellationRequested && exception.Message != reason)
                    notReady(reason = exception.Message);
            }

            await Task.Delay(interval, context.TimeProvider, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
#pragma warning restore CA1031
}
