using System.Net.ServerSentEvents;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Procfile.Core.Dashboard.Contract;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Control;

/// <summary>The overall view as it changes: on a terminal in place, elsewhere one table a change.</summary>
internal sealed class SnapshotWatch(ControlSession session, IReadOnlyCollection<string> names)
{
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromSeconds(2), AtMostEvery = TimeSpan.FromMilliseconds(100);

    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long? _version;

    internal async Task<int> RunAsync()
    {
        bool inPlace = !Console.IsOutputRedirected && !session.Json;
        using PosixSignalRegistration? resized = OperatingSystem.IsWindows()
            ? null
            : PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => _news.Writer.TryWrite(true));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(session.Cancellation);
        Task<bool> listening = ListenAsync(ended.Token);
        ControlFailure? failure = null;
        using (inPlace ? new AlternateScreen() : null)
        {
            try
            {
                while (!listening.IsCompleted)
                {
                    (SnapshotJson snapshot, byte[] exact) = await session.Client.LookAsync(session.Cancellation).ConfigureAwait(false);
                    Show(snapshot, exact, inPlace);
                    await Task.Delay(AtMostEvery, session.Cancellation).ConfigureAwait(false);
                    await NewsAsync().ConfigureAwait(false);
                }

                await listening.ConfigureAwait(false);
            }
            catch (ControlFailure gone)
            {
                failure = gone;
            }
            finally
            {
                await ended.CancelAsync().ConfigureAwait(false);
            }
        }

        // What has ended well is told by the stream of events, which may be a moment later than a look that fails.
        if (failure is not null && !await HasEndedAsync(listening).ConfigureAwait(false))
            throw failure;
        Complaints.Say("it has ended");
        return ExitCodes.Fine;
    }

    private static async Task<bool> HasEndedAsync(Task<bool> listening)
    {
        try
        {
            return await listening.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ControlFailure)
        {
            return false;
        }
    }

    /// <summary>Every event is news, whatever it is about; true when the supervisor has ended.</summary>
    private async Task<bool> ListenAsync(CancellationToken cancellation)
    {
        try
        {
            var stream = new LiveStream(session.Client, "events", follow: true);
            await foreach (SseItem<string> _ in stream.ReadAsync(cancellation).ConfigureAwait(false))
                _news.Writer.TryWrite(true);
            return stream.HasEnded;
        }
        finally
        {
            _news.Writer.TryWrite(true);
        }
    }

    private async Task NewsAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(session.Cancellation);
        patience.CancelAfter(AtLeastEvery);
        try
        {
            await _news.Reader.ReadAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!session.Cancellation.IsCancellationRequested)
        {
            // Uptime, processor time and memory change without an event.
        }
    }

    private void Show(SnapshotJson snapshot, byte[] exact, bool inPlace)
    {
        SnapshotJson shown = SnapshotView.Only(names, snapshot);
        if (inPlace)
        {
            AlternateScreen.Draw(SnapshotView.Screen(shown));
            return;
        }

        if (_version == snapshot.Version)
            return;
        if (session.Json)
            SnapshotView.PrintJson(names, snapshot, exact);
        else
            Console.Out.WriteLine($"{(_version is null ? "" : "\n")}{SnapshotView.Once(shown)}");
        _version = snapshot.Version;
    }
}
