using System.Security.Cryptography;

namespace Procfile.Core.Supervision.Watching;

/// <summary>What files contain, as far as it takes to tell that they have changed.</summary>
internal sealed class FileContents : IEquatable<FileContents>
{
    /// <summary>Files of this many bytes and more are told apart by size and time alone.</summary>
    private const long LargeFile = 64 * 1024 * 1024;

    private readonly string[] _prints;

    private FileContents(string[] prints) => _prints = prints;

    internal static FileContents Of(IEnumerable<string> paths) => new([.. paths.Select(PrintOf)]);

    public bool Equals(FileContents? other) => other is not null && _prints.AsSpan().SequenceEqual(other._prints);

    public override bool Equals(object? obj) => Equals(obj as FileContents);

    public override int GetHashCode() => _prints.Length;

    private static string PrintOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file is { Exists: true, Length: >= LargeFile })
                return $"{file.Length} {file.LastWriteTimeUtc.Ticks}";
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Convert.ToHexString(SHA256.HashData(stream));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.GetType().Name;
        }
    }
}
