using System.Buffers;
using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Procfile.Core.Bytes;

namespace Procfile.Tool.Input;

/// <summary>Where <c>start</c> listens and the other commands ask: one socket per Procfile, found by the same rule on both sides.</summary>
internal static partial class SocketPath
{
    /// <summary><c>sun_path</c> has 108 bytes on Linux, the NUL at the end included.</summary>
    private const int MostBytes = 107;

    private const string Application = "procfile", Extension = ".sock";
    private const int DigestDigits = 16, LongestName = 40;

    private static readonly SearchValues<char> Harmless = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>The socket that <c>--socket</c> names, else that of the Procfile; null where there is none to tell by: no file, or standard input.</summary>
    internal static string? Of(ParseResult parsed) =>
        parsed.ValueOf(SharedOptions.Socket) is { } named ? Path.GetFullPath(named)
        : parsed.GetValue(SharedOptions.File) == FoundProcfile.StandardInput ? null
        : FoundProcfile.Find(parsed) is { } procfile ? For(procfile)
        : null;

    /// <summary>
    /// Where <c>start</c> may listen, the likeliest first: a service and a cron job have no runtime directory, the same user who has logged
    /// in has one.
    /// </summary>
    internal static IReadOnlyList<string> ToAsk(ParseResult parsed) =>
        Of(parsed) is not { } likeliest ? []
        : parsed.ValueOf(SharedOptions.Socket) is not null || User is not { } user ? [likeliest]
        : [likeliest, .. ElsewhereFor(FoundProcfile.Find(parsed)!, user).Where(path => path != likeliest)];

    /// <summary>The socket of a Procfile.</summary>
    internal static string For(string procfile) => For(procfile, Environment.GetEnvironmentVariable, User);

    /// <summary>The same, for any environment and user; no user where there are no numbers for them.</summary>
    internal static string For(string procfile, Func<string, string?> variable, uint? user)
    {
        string full = Path.GetFullPath(procfile);
        string suffix = Convert.ToHexStringLower(SHA256.HashData(RawText.Encode(full)))[..DigestDigits] + Extension;
        string directory = Directories(variable, user).First(candidate => RoomIn(candidate, suffix) >= 0);
        string name = HarmlessName(Path.GetFileName(Path.GetDirectoryName(full)), Math.Min(LongestName, RoomIn(directory, suffix) - 1));
        return Path.Combine(directory, name.Length == 0 ? suffix : $"{name}-{suffix}");
    }

    /// <summary>The user whose processes these are; null where users have no numbers.</summary>
    internal static uint? User { get; } = OperatingSystem.IsWindows() ? null : EffectiveUser();

    private static IEnumerable<string> ElsewhereFor(string procfile, uint user) =>
        new[] { string.Create(CultureInfo.InvariantCulture, $"/run/user/{user}"), null }.Select(runtime => For(procfile, _ => runtime, user));

    /// <summary>In the order of preference. The last always has room.</summary>
    private static IEnumerable<string> Directories(Func<string, string?> variable, uint? user)
    {
        // The standard for this variable has relative paths ignored.
        if (variable("XDG_RUNTIME_DIR") is { } runtime && Path.IsPathFullyQualified(runtime) && Directory.Exists(runtime))
            yield return Path.Combine(runtime, Application);
        if (user == 0 && Directory.Exists("/run"))
            yield return $"/run/{Application}";
        yield return user is { } number
            ? string.Create(CultureInfo.InvariantCulture, $"/tmp/{Application}-{number}")
            : Path.Combine(Path.GetTempPath(), Application);
    }

    private static int RoomIn(string directory, string suffix) => MostBytes - RawText.Encode(directory).Length - 1 - suffix.Length;

    private static string HarmlessName(string? name, int longest)
    {
        var harmless = new StringBuilder();
        foreach (char character in (name ?? "").Take(Math.Max(0, longest)))
            harmless.Append(Harmless.Contains(character) ? character : '-');
        return harmless.ToString().Trim('-', '.');
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
