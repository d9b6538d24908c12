using Procfile.Core.Bytes;

namespace Procfile.Tool.Input;

/// <summary>
/// The arguments of this program byte for byte: what is no UTF-8 in them, .NET has replaced with U+FFFD. The kernel still has it.
/// </summary>
internal static class RawArguments
{
    private const string AsGiven = "/proc/self/cmdline";

    internal static string[] Restore(string[] args)
    {
        if (!OperatingSystem.IsLinux() || !args.Any(arg => arg.Contains('\uFFFD')))
            return args;
        try
        {
            // Each ends with a NUL. In front stand the program and, when it is no native one, its host's own arguments.
            string[] all = RawText.Decode(File.ReadAllBytes(AsGiven)).Split('\0')[..^1];
            return all.Length > args.Length ? all[^args.Length..] : args;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return args;
        }
    }
}
