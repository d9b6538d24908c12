using System.ComponentModel;

namespace Procfile.Core.Launching.Native;

/// <summary>Says in words what <c>posix_spawn</c>, <c>pipe2</c> or <c>pidfd_open</c> has answered.</summary>
internal static class SpawnFailure
{
    internal static LaunchFailure From(int error, ProcessSpec spec)
    {
        string command = spec.Arguments[0];
        return error switch
        {
            // The same two numbers come from the change of directory and from the execution.
            Errno.NoEntry or Errno.AccessDenied or Errno.NotDirectory when WorkingDirectory.FindProblem(spec.Directory, error) is { } problem => problem,
            Errno.NoEntry or Errno.NotDirectory => new LaunchFailure(
                LaunchFailureKind.CommandNotFound, $"\"{command}\" or the interpreter that its first line names does not exist.", error),
            Errno.AccessDenied or Errno.NotPermitted or Errno.IsDirectory => new LaunchFailure(
                LaunchFailureKind.NotExecutable, $"\"{command}\" may not be executed: check its permissions.", error),
            Errno.Again or Errno.NoMemory or Errno.TooManyOpen or Errno.TooManyInSystem or Errno.TextBusy => new LaunchFailure(
                LaunchFailureKind.ResourcesExhausted, $"The operating system cannot start another process now: {Text(error)}.", error),
            Errno.TooBig => new LaunchFailure(
                LaunchFailureKind.TooLarge, "Arguments and environment together are larger than the operating system takes.", error),
            _ => new LaunchFailure(LaunchFailureKind.Other, $"\"{command}\" could not be started: {Text(error)}.", error),
        };
    }

    private static string Text(int error) => new Win32Exception(error).Message;
}
