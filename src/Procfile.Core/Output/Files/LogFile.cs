using System.Globalization;
using System.Text;

namespace Procfile.Core.Output.Files;

/// <summary>
/// A log at one path, whatever becomes of the file there. What comes in ends up in a file or is counted as dropped; nothing is thrown.
/// </summary>
internal sealed class LogFile(string path, FileOutputOptions options) : IDisposable
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(100), RetryPeriod = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider _clock = options.TimeProvider;
    private readonly DroppedLines _dropped = new();
    private OpenLogFile? _file;
    private long _lookedAt;
    private long _failedAt;
    private string? _rotationProblem;
    private bool _problemIsNew;

    /// <summary>How many lines could not be written.</summary>
    internal long DroppedLines => _dropped.Total;

    /// <summary>Why nothing can be written at present.</summary>
    internal string? Problem { get; private set; }

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        int done = 0;
        try
        {
            if (Problem is null || _clock.GetElapsedTime(_failedAt) >= RetryPeriod)
            {
                OpenLogFile file = Opened();
                TellDropped(file);
                done = _dropped.SkipRestOfLine(bytes);
                while (done < bytes.Length)
                    Rotated(file, bytes[done..], out int length).Append(bytes.Slice(done, length), ref done);
                Problem = null;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _problemIsNew |= Problem is null;
            (Problem, _failedAt) = (exception.Message, _clock.GetTimestamp());
        }

        _dropped.Count(bytes[done..]);
    }

    /// <summary>Says once that something cannot be written, or cannot be put aside.</summary>
    internal void ThrowNewProblem()
    {
        if (!_problemIsNew)
            return;
        _problemIsNew = false;
        throw new IOException(Problem ?? _rotationProblem);
    }

    internal void Reopen()
    {
        _file?.Dispose();
        _file = null;
    }

    internal void Rotate()
    {
        _lookedAt = 0;
        try
        {
            if (Opened().Length > 0)
                PutAside();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next line meets the same problem, and reports it.
        }
    }

    public void Dispose() => Reopen();

    /// <summary>The file that is at the path now.</summary>
    private OpenLogFile Opened()
    {
        if (_file is not null && _clock.GetElapsedTime(_lookedAt) >= LookPeriod)
        {
            _lookedAt = _clock.GetTimestamp();
            if (!_file.IsInPlace())
                Reopen();
        }

        if (_file is null)
        {
            _file = OpenLogFile.Open(path, options.Mode, _clock);
            int written = 0;
            // The last line of whoever wrote here before is not ours to go on with.
            if (_file.EndsInLine)
                _file.Append("\n"u8, ref written);
        }

        if (!_file.EndsInLine && _file.Length > 0 && options.MaxAge is { } age && _file.Age(_clock) >= age)
            PutAside();
        return _file ?? Opened();
    }

    /// <summary>The file that the next bytes belong into, and how many of them.</summary>
    private OpenLogFile Rotated(OpenLogFile file, ReadOnlySpan<byte> bytes, out int length)
    {
        file = _file ?? file;
        length = bytes.Length;
        long room = options.MaxBytes - file.Length;
        if (options.MaxBytes <= 0 || length <= room)
            return file;
        length = room > 0 ? bytes[..(int)room].LastIndexOf((byte)'\n') + 1 : 0;
        if (length > 0)
            return file;

        // A line is divided only when the file is full with nothing but its beginning missing.
        if (file.Length > 0 && (room <= 0 || !file.EndsInLine) && PutAside())
            return Rotated(Opened(), bytes, out length);
        int newline = bytes.IndexOf((byte)'\n');
        length = newline < 0 ? bytes.Length : newline + 1;
        return file;
    }

    /// <summary>Puts the file aside. One that cannot be put aside is written on.</summary>
    private bool PutAside()
    {
        if (_rotationProblem is not null && _clock.GetElapsedTime(_failedAt) < RetryPeriod)
            return false;
        try
        {
            RotatedFiles.PutAside(path, options.Keep);
            Reopen();
            _rotationProblem = null;
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _problemIsNew |= _rotationProblem is null;
            (_rotationProblem, _failedAt) = (exception.Message, _clock.GetTimestamp());
            return false;
        }
    }

    private void TellDropped(OpenLogFile file)
    {
        if (_dropped.Untold == 0)
            return;
        string start = file.EndsInLine ? "\n" : "";
        string text = string.Create(CultureInfo.InvariantCulture, $"{start}[{_dropped.Untold} lines dropped: {Problem}]\n");
        int written = 0;
        file.Append(Encoding.UTF8.GetBytes(text), ref written);
        _dropped.Untold = 0;
    }
}
