using System.Threading.Channels;

namespace Procfile.Core.Supervision.Watching;

/// <summary>Tells when the content of files has changed and stays as it is for a while.</summary>
internal sealed class FileChanges : IAsyncDisposable
{
    /// <summary>How often to look at files that cannot be watched, as the system has no more watches to give.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    private readonly IReadOnlyList<string> _paths;
    private readonly TimeSpan _quiet;
    private readonly TimeProvider _time;
    private readonly Func<CancellationToken, Task> _changed;
    private readonly WatchedDirectories _directories;
    private readonly CancellationTokenSource _end = new();
    private readonly Channel<bool> _hints = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Task _watching;
    private bool _areWatched;
    private bool _disposed;

    /// <summary>Watches from now on.</summary>
    /// <param name="paths">The files; those that are not there may come.</param>
    /// <param name="quiet">How long they have to stay as they are.</param>
    /// <param name="time">The clock. A host whose thread pool is busy reloads later.</param>
    /// <param name="changed">Called for one change after the other.</param>
    internal FileChanges(IReadOnlyList<string> paths, TimeSpan quiet, TimeProvider time, Func<CancellationToken, Task> changed)
    {
        (_paths, _quiet, _time, _changed) = (paths, quiet, time, changed);
        _directories = new WatchedDirectories(Hint);
        _areWatched = _directories.TryFollow(paths);
        // The first look is a change too: something may have happened since the files were read.
        Hint();
        _watching = Task.Run(() => WatchAsync(_end.Token));
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        await _end.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _directories.Dispose();
        _end.Dispose();
    }

    private void Hint() => _hints.Writer.TryWrite(true);

    private async Task WatchAsync(CancellationToken end)
    {
        FileContents? known = null;
        while (true)
        {
            await WaitForHintAsync(end).ConfigureAwait(false);
            FileContents found = await SettleAsync(end).ConfigureAwait(false);
            if (found.Equals(known))
                continue;
            known = found;
            await _changed(end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WaitForHintAsync(CancellationToken end)
    {
        Task<bool> hint = _hints.Reader.WaitToReadAsync(end).AsTask();
        if (!_areWatched)
            await Task.WhenAny(hint, Task.Delay(PollInterval, _time, end)).ConfigureAwait(false);
        else
            await hint.ConfigureAwait(false);
        end.ThrowIfCancellationRequested();
    }

    /// <summary>Waits until two looks in a row see the same: a file may be found half written.</summary>
    private async Task<FileContents> SettleAsync(CancellationToken end)
    {
        FileContents? before = null;
        while (true)
        {
            await Task.Delay(_quiet, _time, end).ConfigureAwait(false);
            _hints.Reader.TryRead(out _);
            _areWatched = _directories.TryFollow(_paths);
            FileContents now = FileContents.Of(_paths);
            if (now.Equals(before))
                return now;
            before = now;
        }
    }
}
