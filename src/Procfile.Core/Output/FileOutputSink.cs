using Procfile.Core.Output.Files;

namespace Procfile.Core.Output;

/// <summary>Writes output to files in a directory, which it rotates by size and age. One writer a file: not for two hosts at once.</summary>
/// <remarks>
/// A file that was renamed, deleted or truncated by somebody else, or whose directory is gone, is begun anew within 100 ms. When the disk is
/// full or the file cannot be written, processes go on: their lines are counted as dropped, writing is tried again four times a second,
/// and a line in the file says how many are missing. The first failure of each such time is thrown, so that a supervisor reports it.
/// </remarks>
public sealed class FileOutputSink : IOutputSink, IDisposable
{
    private readonly Lock _writing = new();
    private readonly string _directory;
    private readonly FileOutputOptions _options;
    private readonly Dictionary<OutputSource, LogWriter> _writers = [];
    private readonly Dictionary<string, LogWriter> _byPath = new(StringComparer.Ordinal);
    private bool _disposed;

    /// <summary>Makes a sink. The directory is made when it is not there; files are opened at the first line.</summary>
    /// <param name="directory">Where the files lie.</param>
    /// <param name="options">How they are named, written and rotated; default when null.</param>
    public FileOutputSink(string directory, FileOutputOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        _directory = Path.GetFullPath(directory);
        _options = options ?? new FileOutputOptions();
    }

    /// <summary>How many lines could not be written so far.</summary>
    public long DroppedLines
    {
        get
        {
            lock (_writing)
                return _byPath.Values.Sum(writer => writer.File.DroppedLines);
        }
    }

    /// <summary>Why a file cannot be written at present; null when all can.</summary>
    public string? Problem
    {
        get
        {
            lock (_writing)
                return _byPath.Values.Select(writer => writer.File.Problem).FirstOrDefault(problem => problem is not null);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">A file cannot be written; thrown once, until it can again.</exception>
    public void Write(in OutputBatch batch)
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            LogWriter writer = WriterFor(batch.Source);
            writer.Lines.Write(batch);
            writer.File.ThrowNewProblem();
        }
    }

    /// <summary>Closes all files and begins them anew at the next line, as <c>logrotate</c> wants it after it has renamed them.</summary>
    public void Reopen() => ForEach(file => file.Reopen());

    /// <summary>Puts all files aside now, whatever their size and age.</summary>
    public void Rotate() => ForEach(file => file.Rotate());

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        lock (_writing)
        {
            _disposed = true;
            foreach (LogWriter writer in _byPath.Values)
                writer.File.Dispose();
        }
    }

    private void ForEach(Action<LogFile> action)
    {
        lock (_writing)
        {
            foreach (LogWriter writer in _byPath.Values)
                action(writer.File);
        }
    }

    private LogWriter WriterFor(OutputSource source)
    {
        if (_writers.TryGetValue(source, out LogWriter? writer))
            return writer;
        string path = Path.Combine(_directory, LogFileName.Safe(_options.FileName(source)));
        if (!_byPath.TryGetValue(path, out writer))
            _byPath[path] = writer = new LogWriter(path, _options);
        return _writers[source] = writer;
    }
}
