using System.Globalization;
using Procfile.Tool.Input;

namespace Procfile.Tool.Control;

/// <summary>Whose a file is, for people who may not use it.</summary>
internal static class SocketOwner
{
    /// <summary>The owner's name, or number when it has none; null when nobody can tell.</summary>
    internal static string? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        // Where a directory may not be entered, whoever owns it owns what is in it.
        for (string? place = path; place is not null; place = Path.GetDirectoryName(place))
        {
            if (FileFacts.OwnerOf(place) is { } number)
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
}
