using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Procfile.Core.Bytes;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.Launching;

/// <summary>
/// Puts a program in the host's own place: same process, terminal, parent and open descriptors (<c>execve</c>). Whoever waits for the
/// host, signals it or stops it with Ctrl+Z then deals with the program itself.
/// </summary>
public static unsafe class ProcessReplacement
{
    private const int PipeSignal = 13, ThisProcess = 0;
    private const int GetDescriptorFlags = 1, SetDescriptorFlags = 2, CloseOnExec = 1;

    /// <summary>Whether the platform can do it.</summary>
    [UnsupportedOSPlatformGuard("windows")]
    public static bool IsSupported => !OperatingSystem.IsWindows();

    /// <summary>Replaces the host. Nothing of it runs any more when this succeeds: what it still wants to write must be written before.</summary>
    /// <param name="spec">
    /// What takes its place. <see cref="ProcessSpec.InheritedHandles"/> keep their numbers. <see cref="ProcessSpec.Streams"/> has no
    /// meaning: the streams are the host's.
    /// </param>
    /// <returns>Why it did not happen. The host's directory may have changed by then.</returns>
    [UnsupportedOSPlatform("windows")]
    public static LaunchFailure Replace(ProcessSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        string path = "";
        ImmutableArray<string> words = spec.Arguments;
        LaunchFailure? failure = SpecCheck.Find(spec)
            ?? WorkingDirectory.FindProblem(spec.Directory)
            ?? ExecutableLocator.Find(words[0], spec.Environment, spec.Directory, out path)
            ?? (spec.User is null ? null : UserChange.Prepare(spec, ref path, ref words))
            ?? SpawningThread.Change(spec);
        if (failure is not null)
            return failure;
        if (spec.Directory is { } directory && ChangeDirectory(directory) != 0)
            return SpawnFailure.From(Marshal.GetLastPInvokeError(), spec);

        foreach (SafeHandle handle in spec.InheritedHandles)
            Keep((int)handle.DangerousGetHandle());
        if (OperatingSystem.IsLinux())
            OpenFileLimit.Apply(ThisProcess, spec.OpenFiles);
        // The .NET runtime ignores this signal; all others that it handles are at their default again in the new program.
        nint ignored = Libc.SetSignal(PipeSignal, Libc.DefaultAction);
        int error = Execute(path, words, spec);
        _ = Libc.SetSignal(PipeSignal, ignored);
        return SpawnFailure.From(error, spec);
    }

    private static int ChangeDirectory(string directory)
    {
        fixed (byte* native = RawText.Encode(directory + '\0'))
            return Libc.ChangeDirectory(native);
    }

    private static void Keep(int descriptor) =>
        _ = Libc.Control(descriptor, SetDescriptorFlags, Libc.Control(descriptor, GetDescriptorFlags, 0) & ~CloseOnExec);

    private static int Execute(string path, ImmutableArray<string> words, ProcessSpec spec)
    {
        StringVector environment = StringVector.Of([.. spec.Environment.Select(pair => $"{pair.Key}={pair.Value}")]);
        int error = Execute(path, words.AsSpan(), environment);
        // A file without a #! line is a script of the shell, as for every launcher.
        if (error == Errno.NotExecutableFormat && ExecutableLocator.IsText(path, directory: null))
            error = Execute("/bin/sh", (ReadOnlySpan<string>)[words[0], path, .. words.AsSpan()[1..]], environment);
        environment.Dispose();
        return error;
    }

    private static int Execute(string path, ReadOnlySpan<string> words, StringVector environment)
    {
        StringVector arguments = StringVector.Of(words);
        fixed (byte* native = RawText.Encode(path + '\0'))
            _ = Libc.Execute(native, arguments.Pointer, environment.Pointer);
        int error = Marshal.GetLastPInvokeError();
        arguments.Dispose();
        return error;
    }
}
