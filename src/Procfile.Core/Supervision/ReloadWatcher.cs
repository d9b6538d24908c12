using Procfile.Core.Supervision.Watching;

namespace Procfile.Core.Supervision;

/// <summary>
/// Reloads a supervisor when its files change: what changed is restarted, nothing else, and a broken file is refused while everything
/// goes on as before. The supervisor's events tell of both (<see cref="SupervisorEventKind.Reloaded"/>,
/// <see cref="SupervisorEventKind.ReloadRefused"/>).
/// </summary>
/// <remarks>
/// A file counts as changed when its content has, however that came about: written in place, replaced by an editor, or reached
/// through a symbolic link that now leads elsewhere, as with releases and Kubernetes' volumes.
/// </remarks>
public sealed class ReloadWatcher : IAsyncDisposable
{
    private readonly FileChanges _changes;
    private readonly ProcessSupervisor _supervisor;
    private readonly Func<PlanReading> _read;
    private bool _hasLooked;

    /// <summary>Watches the files of an application.</summary>
    /// <param name="supervisor">What is reloaded.</param>
    /// <param name="files">The files.</param>
    /// <param name="quiet">How long files have to stay as they are before they are read. <value>Default: <see langword="null"/>, 0.2 s.</value></param>
    public ReloadWatcher(ProcessSupervisor supervisor, PlanFiles files, TimeSpan? quiet = null)
        : this(supervisor, (files ?? throw new ArgumentNullException(nameof(files))).Paths, files.Read, quiet)
    {
    }

    /// <summary>Watches files that the host reads in a way of its own.</summary>
    /// <param name="supervisor">What is reloaded.</param>
    /// <param name="paths">The files; those that are not there may come.</param>
    /// <param name="read">Reads them. An exception counts as a broken file.</param>
    /// <param name="quiet">How long files have to stay as they are before they are read. <value>Default: <see langword="null"/>, 0.2 s.</value></param>
    public ReloadWatcher(ProcessSupervisor supervisor, IEnumerable<string> paths, Func<PlanReading> read, TimeSpan? quiet = null)
    {
        ArgumentNullException.ThrowIfNull(supervisor);
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(read);
        (_supervisor, _read) = (supervisor, read);
        _changes = new FileChanges([.. paths], quiet ?? TimeSpan.FromSeconds(0.2), supervisor.Time, FollowAsync);
    }

    /// <summary>Reads the files and reloads now, whether they have changed or not.</summary>
    /// <param name="cancellationToken">Ends the wait, not the reload.</param>
    public Task<ReloadResult> ReloadAsync(CancellationToken cancellationToken = default) => _supervisor.ReloadAsync(Read(), cancellationToken);

    /// <summary>The first look most often finds what was started with, which is not worth a word.</summary>
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        PlanReading reading = Read();
        bool isFirst = !_hasLooked;
        _hasLooked = true;
        if (isFirst && reading.IsPlan && (await _supervisor.PreviewReloadAsync(reading.Plan).ConfigureAwait(false)).ChangesNothing)
            return;
        // Not awaited: while a rolling restart goes on, the file that mends it must be noticed.
        _ = _supervisor.ReloadAsync(reading, cancellationToken);
    }

    /// <summary>Watches no longer.</summary>
    public ValueTask DisposeAsync() => _changes.DisposeAsync();

#pragma warning disable CA1031 // The host's reader may throw anything.
    private PlanReading Read()
    {
        try
        {
            return _read();
        }
        catch (Exception exception)
        {
            return PlanReading.Failed([exception.Message]);
        }
    }
#pragma warning restore CA1031
}
