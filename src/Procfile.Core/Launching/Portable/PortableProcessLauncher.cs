using System.ComponentModel;
using System.Diagnostics;

namespace Procfile.Core.Launching.Portable;

/// <summary>Starts processes with <see cref="Process"/>, on any platform that .NET runs on.</summary>
/// <remarks>
/// What it cannot do, because the platform or <see cref="Process"/> cannot:
/// <list type="bullet">
/// <item>standard output and error come through two pipes, so their order among each other is not kept;</item>
/// <item>a death by a signal looks like exit code 128 + n, and resource usage is not known;</item>
/// <item>SIGPIPE stays ignored in the process, and descriptors of the host that are not close-on-exec leak into it;</item>
/// <item><see cref="ProcessSpec.InheritedHandles"/> are not passed on;</item>
/// <item>instead of <see cref="ProcessStreams.Terminal"/> a process gets pipes;</item>
/// <item>a niceness, an umask, a limit of open files or a user is refused;</item>
/// <item>a host that is killed leaves its processes behind, unless it is process 1: then the kernel ends them all;</item>
/// <item>without the program <c>setsid</c> (macOS) the process has no group of its own: signals reach it alone;</item>
/// <item>on Windows every signal ends the process and those it has started, unasked.</item>
/// </list>
/// </remarks>
public sealed class PortableProcessLauncher : IProcessLauncher
{
    private static readonly string? SetSid = OperatingSystem.IsWindows() ? null : Array.Find(["/usr/bin/setsid", "/bin/setsid"], File.Exists);

    /// <inheritdoc/>
    public LaunchResult Start(ProcessSpec spec, IProcessObserver observer)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(observer);
        observer = new GuardedObserver(observer);
        string path = "";
        LaunchFailure? failure = SpecCheck.Find(spec) ?? FindUnsupported(spec) ?? WorkingDirectory.FindProblem(spec.Directory);
        failure ??= ExecutableLocator.Find(spec.Arguments[0], spec.Environment, spec.Directory, out path);
        if (failure is not null)
            return LaunchResult.Failed(failure);

        bool ownSession = SetSid is not null && spec.Streams != ProcessStreams.Inherited;
        var process = new Process { StartInfo = StartInfo(spec, path, ownSession), EnableRaisingEvents = true };
        try
        {
            process.Start();
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or InvalidOperationException)
        {
            process.Dispose();
            return LaunchResult.Failed(Failure(exception, spec));
        }

        var handle = new PortableProcess(process, ownSession, observer);
        observer.OnStarted(handle);
        handle.Watch(spec.Streams != ProcessStreams.Inherited);
        return LaunchResult.Started(handle);
    }

    private static LaunchFailure? FindUnsupported(ProcessSpec spec)
    {
        string? wish = spec switch
        {
            { User: not null } => "a user",
            { Niceness: not null } => "a niceness",
            { Umask: not null } => "an umask",
            { OpenFiles: not null } => "a limit of open files",
            _ => null,
        };
        return wish is null ? null : new LaunchFailure(
            LaunchFailureKind.InvalidSpec, $"{spec.Name} asks for {wish}, which the portable launcher cannot give: leave it out.");
    }

    private static ProcessStartInfo StartInfo(ProcessSpec spec, string path, bool ownSession)
    {
        bool piped = spec.Streams != ProcessStreams.Inherited;
        var info = new ProcessStartInfo
        {
            // A child of Process never leads a group, so setsid executes the command in its own place: same id, new session.
            FileName = ownSession ? SetSid! : path,
            WorkingDirectory = spec.Directory ?? "",
            RedirectStandardInput = piped,
            RedirectStandardOutput = piped,
            RedirectStandardError = piped,
        };
        if (ownSession)
            info.ArgumentList.Add(path);
        foreach (string argument in spec.Arguments.AsSpan()[1..])
            info.ArgumentList.Add(argument);
        info.Environment.Clear();
        foreach ((string name, string value) in spec.Environment)
            info.Environment[name] = value;
        return info;
    }

    private static LaunchFailure Failure(Exception exception, ProcessSpec spec)
    {
        int error = (exception as Win32Exception)?.NativeErrorCode ?? 0;
        return OperatingSystem.IsWindows() || error == 0
            ? new LaunchFailure(LaunchFailureKind.Other, $"\"{spec.Arguments[0]}\" could not be started: {exception.Message}", error)
            : Native.SpawnFailure.From(error, spec);
    }
}
