using System.Runtime.InteropServices;
using Procfile.Core.Bytes;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.Launching;

/// <summary>Finds the file behind a command's name as a POSIX shell does.</summary>
internal static class ExecutableLocator
{
    private const string DefaultPath = "/usr/local/bin:/usr/bin:/bin";
    private const int MayExecute = 1;

    /// <summary>Looks a command up.</summary>
    /// <param name="command">The name; with a slash it is a path, relative to the directory the process will run in.</param>
    /// <param name="environment">The process's environment; its <c>PATH</c> counts, not the host's.</param>
    /// <param name="directory">The directory the process will run in.</param>
    /// <param name="path">What to execute; relative paths stay relative, as the process changes its directory first.</param>
    /// <returns>Null, or why it cannot be run.</returns>
    internal static LaunchFailure? Find(
        string command, IReadOnlyDictionary<string, string> environment, string? directory, out string path)
    {
        path = command;
        if (command.Length == 0)
            return new LaunchFailure(LaunchFailureKind.CommandNotFound, "The command is empty: write a command after the colon.", Errno.NoEntry);
        if (command.Contains('/', StringComparison.Ordinal))
            return Check(command, command, directory);

        LaunchFailure? denied = null;
        string search = environment.TryGetValue("PATH", out string? value) && value.Length > 0 ? value : DefaultPath;
        foreach (Range part in search.AsSpan().Split(':'))
        {
            // An empty part of PATH means the current directory (POSIX, XBD 8.3).
            ReadOnlySpan<char> folder = search.AsSpan()[part];
            path = folder.Length == 0 ? "./" + command : string.Concat(folder, folder[^1] == '/' ? "" : "/", command);
            LaunchFailure? failure = Check(path, command, directory);
            if (failure is null)
                return null;
            if (failure.Kind == LaunchFailureKind.NotExecutable)
                denied ??= failure;
        }

        path = command;
        return denied ?? NotFound(command, environment.ContainsKey("PATH") ? "is not in any directory of PATH" : "was not found");
    }

    internal static LaunchFailure NotFound(string command, string why) => new(
        LaunchFailureKind.CommandNotFound, $"\"{command}\" {why}: install it, or correct the command.", Errno.NoEntry);

    private static LaunchFailure? Check(string path, string command, string? directory)
    {
        string full = directory is null || path.StartsWith('/') ? path : Path.Combine(directory, path);
        int error = OperatingSystem.IsWindows() ? Errno.AccessDenied : TryExecute(full);
        // Most directories of PATH do not have the file, and this one call has said so.
        if (error is Errno.NoEntry or Errno.NotDirectory)
            return NotFound(command, "does not exist");
        if (Directory.Exists(full))
            return new LaunchFailure(LaunchFailureKind.NotExecutable, $"\"{command}\" is a directory: name a program.", Errno.AccessDenied);
        if (error == 0)
            return null;
        if (!File.Exists(full))
            return NotFound(command, "does not exist");
        return OperatingSystem.IsWindows()
            ? null
            : new LaunchFailure(LaunchFailureKind.NotExecutable, $"\"{command}\" may not be executed: run chmod +x on {full}.", Errno.AccessDenied);
    }

    /// <summary>Asks whether a file may be executed, or a directory entered.</summary>
    /// <returns>0, or the error number.</returns>
    internal static unsafe int TryExecute(string path)
    {
        fixed (byte* native = RawText.Encode(path + '\0'))
            return Libc.Access(native, MayExecute) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }
}
