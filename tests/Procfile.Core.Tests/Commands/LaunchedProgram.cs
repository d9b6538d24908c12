using System.Collections.Immutable;
using Procfile.Core.Bytes;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.Tests.Commands;

/// <summary>Runs a program as the supervisor does, by the native launcher, and takes its output byte for byte.</summary>
internal sealed class LaunchedProgram : IProcessObserver
{
    private readonly List<byte> _output = [];
    private readonly TaskCompletionSource _exited = new();

    public static string Run(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables, string directory)
    {
        using var launcher = new NativeProcessLauncher();
        var program = new LaunchedProgram();
        var spec = new ProcessSpec { Name = "test.1", Arguments = [.. arguments], Environment = variables.ToImmutableDictionary(), Directory = directory };
        var result = launcher.Start(spec, program);
        Assert.True(result.Succeeded, result.Failure?.Message);
        Assert.True(program._exited.Task.Wait(TimeSpan.FromSeconds(60)));
        result.Process.Dispose();
        return RawText.Decode([.. program._output]);
    }

    public void OnStarted(IProcessHandle process)
    {
    }

    public bool OnOutput(ReadOnlySpan<byte> bytes)
    {
        _output.AddRange(bytes);
        return false;
    }

    public void OnOutputQuiet()
    {
    }

    public void OnExited(ProcessExit exit) => _exited.SetResult();

    public void OnSwept(int survivors)
    {
    }
}
