using System.Collections;
using Procfile.Core.Launching;

namespace Procfile.Core.Testing.Conformance;

/// <summary>One process under a check: started, observed, and at the end killed with all it has started.</summary>
internal sealed class LauncherRun : IDisposable
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private LauncherRun(RecordingObserver observer, LaunchResult result) => (Observer, Result) = (observer, result);

    internal RecordingObserver Observer { get; }

    internal LaunchResult Result { get; }

    internal IProcessHandle Process => Result.Process ?? throw new LauncherCheckException($"The process was not started: {Result.Failure}");

    internal static LauncherRun Shell(IProcessLauncher launcher, string script, Action<RecordingObserver>? prepare = null) =>
        Start(launcher, SpecOf("/bin/sh", "-c", script), prepare);

    internal static LauncherRun Start(IProcessLauncher launcher, ProcessSpec spec, Action<RecordingObserver>? prepare = null)
    {
        var observer = new RecordingObserver();
        prepare?.Invoke(observer);
        return new LauncherRun(observer, launcher.Start(spec, observer));
    }

    internal static ProcessSpec SpecOf(params string[] arguments) => new()
    {
        Name = "check.1",
        Arguments = [.. arguments],
        Environment = HostEnvironment(),
    };

    internal static Dictionary<string, string> HostEnvironment() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>().ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "");

    internal async Task<ProcessExit> EndAsync()
    {
        _ = Process;
        try
        {
            return await Observer.Exited.WaitAsync(Limit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new LauncherCheckException($"The process's end was not reported within {Limit}. Output: {Observer.Output}");
        }
    }

    internal async Task UntilAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!condition())
        {
            if (limit.IsCancellationRequested)
                throw new LauncherCheckException($"{what} did not come within {Limit}. Output: {Observer.Output}");
            await timer.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    internal static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new LauncherCheckException($"{what}: expected {expected}, got {actual}.");
    }

    internal static void True(bool condition, string what)
    {
        if (!condition)
            throw new LauncherCheckException($"Not true: {what}.");
    }

    public void Dispose()
    {
        Result.Process?.Signal(ProcessSignal.Kill, wholeGroup: true);
        Result.Process?.Dispose();
    }
}
