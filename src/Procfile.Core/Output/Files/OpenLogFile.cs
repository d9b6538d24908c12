using Microsoft.Win32.SafeHandles;

namespace Procfile.Core.Output.Files;

/// <summary>A file that is open for appending, and what is known of it.</summary>
internal sealed class OpenLogFile : IDisposable
{
    private const FileShare SharedWithAll = FileShare.ReadWrite | FileShare.Delete;

    private readonly string _path;
    private readonly FileStream _stream;
    private readonly SafeFileHandle _handle;
    private readonly DateTimeOffset _bornAt;

    private OpenLogFile(string path, FileStream stream, TimeProvider clock)
    {
        (_path, _stream, _handle) = (path, stream, stream.SafeFileHandle);
        Length = RandomAccess.GetLength(_handle);
        _bornAt = Length == 0 ? clock.GetUtcNow() : File.GetCreationTimeUtc(_handle);
        Span<byte> last = stackalloc byte[1];
        EndsInLine = Length > 0 && RandomAccess.Read(_handle, last, Length - 1) == 1 && last[0] != (byte)'\n';
    }

    /// <summary>The size, as of the last write.</summary>
    internal long Length { get; private set; }

    /// <summary>Whether the last line has no newline.</summary>
    internal bool EndsInLine { get; private set; }

    /// <summary>Opens the file, and makes it and its directory when they are not there.</summary>
    internal static OpenLogFile Open(string path, UnixFileMode mode, TimeProvider clock)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = SharedWithAll, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        var stream = new FileStream(path, options);
        try
        {
            return new OpenLogFile(path, stream, clock);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    internal TimeSpan Age(TimeProvider clock) => clock.GetUtcNow() - _bornAt;

    /// <summary>
    /// Whether the path still leads to this file. There is no other writer, so another file under the name differs in length or birth.
    /// </summary>
    internal bool IsInPlace()
    {
        var there = new FileInfo(_path);
        return there.Exists && there.Length == RandomAccess.GetLength(_handle) && there.CreationTimeUtc == File.GetCreationTimeUtc(_handle);
    }

    /// <summary>Appends. When that fails, the file ends with the last whole line that there was room for.</summary>
    /// <param name="bytes">What to write.</param>
    /// <param name="written">Is raised by as many bytes as are in the file now, also when it fails.</param>
    internal void Append(ReadOnlySpan<byte> bytes, ref int written)
    {
        // Somebody may have emptied it: at the old end there would be a hole before what is written.
        long end = RandomAccess.GetLength(_handle);
        EndsInLine &= end > 0;
        int count = bytes.Length;
        try
        {
            RandomAccess.Write(_handle, bytes, end);
        }
        catch (IOException)
        {
            int reached = (int)Math.Clamp(RandomAccess.GetLength(_handle) - end, 0, bytes.Length);
            count = bytes[..reached].LastIndexOf((byte)'\n') + 1;
            RandomAccess.SetLength(_handle, end + count);
            throw;
        }
        finally
        {
            Length = end + count;
            written += count;
            if (count > 0)
                EndsInLine = bytes[count - 1] != (byte)'\n';
        }
    }

    public void Dispose() => _stream.Dispose();
}
