using System.Diagnostics;
using System.Globalization;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Launching.Faults;

/// <summary>F10: a debugger is attached to a process when it ends, and gets the status first.</summary>
public sealed class Tracers
{
    private const string WaitForFile = "while ! [ -e FILE ]; do sleep 0.05; done; exit 7";

    [TracerTheory("strace", Timeout = 120_000)]
    [InlineData("strace", "-qq", "-o", "/dev/null", "-p")]
    public Task An_end_under_strace_is_reported_once(params string[] tracer) => EndUnder(tracer);

    [TracerTheory("gdb", Timeout = 120_000)]
    [InlineData("gdb", "-nx", "-batch", "-iex", "set debuginfod enabled off", "-ex", "continue", "-p")]
    public Task An_end_under_gdb_is_reported_once(params string[] tracer) => EndUnder(tracer);

    [TracerTheory("strace", Timeout = 120_000)]
    [InlineData("strace", "-qq", "-o", "/dev/null", "-p")]
    public async Task A_tracer_that_holds_the_end_back_holds_up_nobody_else(params string[] words)
    {
        await using var processes = new LaunchedProcesses();
        RecordingObserver traced = processes.Start("exec sleep 1000");
        using Process tracer = await AttachAsync(words, traced.Process!.Id);
        _ = Libc.Kill(tracer.Id, 19);
        traced.Process!.Signal(ProcessSignal.Kill, wholeGroup: false);
        for (int code = 0; code < 20; code++)
            Assert.Equal(code, (await processes.Start($"exit {code}").Exited.WaitAsync(LaunchedProcesses.Limit)).Code);
        Assert.False(traced.Exited.IsCompleted);
        tracer.Kill();
        Assert.Equal(ProcessSignal.Kill, (await traced.Exited.WaitAsync(LaunchedProcesses.Limit)).Signal);
        Assert.Equal(1, traced.ExitCalls);
    }

    private static async Task EndUnder(string[] words)
    {
        string file = Path.Combine(Path.GetTempPath(), $"procfile-traced-{Guid.NewGuid():N}");
        await using var processes = new LaunchedProcesses();
        RecordingObserver observer = processes.Start(WaitForFile.Replace("FILE", file, StringComparison.Ordinal));
        using Process tracer = await AttachAsync(words, observer.Process!.Id);
        await File.WriteAllTextAsync(file, "");
        Assert.Equal(7, (await observer.Exited.WaitAsync(LaunchedProcesses.Limit)).Code);
        await tracer.WaitForExitAsync().WaitAsync(LaunchedProcesses.Limit);
        Assert.Equal(0, await observer.SweepAsync().WaitAsync(LaunchedProcesses.Limit));
        Assert.Equal(1, observer.ExitCalls);
        File.Delete(file);
    }

    private static async Task<Process> AttachAsync(string[] words, int id)
    {
        string number = id.ToString(CultureInfo.InvariantCulture);
        var info = new ProcessStartInfo(words[0], [.. words[1..], number]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        Process tracer = Process.Start(info)!;
        tracer.BeginOutputReadLine();
        tracer.BeginErrorReadLine();
        await NumberedProcesses.UntilAsync(() => !File.ReadAllText($"/proc/{id}/status").Contains("TracerPid:\t0", StringComparison.Ordinal));
        return tracer;
    }

    private sealed class TracerTheoryAttribute : TheoryAttribute
    {
        public TracerTheoryAttribute(string program)
        {
            if (!File.Exists("/usr/bin/" + program))
                Skip = $"{program} is not installed.";
        }
    }
}
