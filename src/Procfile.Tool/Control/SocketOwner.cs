using System.Globalization;
using System.Runtime.InteropServices;

namespace Procfile.Tool.Control;

/// <summary>Whose a file is, for people who may not use it.</summary>
internal static partial class SocketOwner
{
    private const int CurrentDirectory = -100, StatxSize = 256, UserOffset = 20;
    private const uint UserWanted = 0x8;

    /// <summary>The owner's name, or number when it has none; null when nobody can tell.</summary>
    internal static string? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        // Where a directory may not be entered, whoever owns it owns what is in it.
        for (string? place = path; place is not null; place = Path.GetDirectoryName(place))
        {
            if (NumberOf(place) is { } number)
                return NameOf(number);
        }

        return null;
    }

    /// <summary>The name of a user.</summary>
    internal static string NameOf(uint user)
    {
        string number = user.ToString(CultureInfo.InvariantCulture);
        try
        {
            return File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length > 2 && fields[2] == number)?[0] ?? $"user {number}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"user {number}";
        }
    }

    private static unsafe uint? NumberOf(string path)
    {
        byte* answer = stackalloc byte[StatxSize];
        return Statx(CurrentDirectory, path, 0, UserWanted, answer) == 0 ? *(uint*)(answer + UserOffset) : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(int directory, string path, int flags, uint mask, byte* answer);
}
