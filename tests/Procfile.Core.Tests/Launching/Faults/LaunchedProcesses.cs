using System.Collections.Concurrent;
using System.Globalization;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Launching.Faults;

/// <summary>A native launcher and what it has started; disposed, nothing of it is left.</summary>
internal sealed class LaunchedProcesses : IAsyncDisposable
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentBag<RecordingObserver> _observers = [];

    internal NativeProcessLauncher Launcher { get; } = new();

    /// <summary>How many of something: as the variable says, else so many.</summary>
    internal static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    internal RecordingObserver Start(string script) => Start(LettingGo.Shell(script));

    internal RecordingObserver Start(ProcessSpec spec, Action<RecordingObserver>? prepare = null)
    {
        var observer = new RecordingObserver();
        prepare?.Invoke(observer);
        LaunchResult result = Launcher.Start(spec, observer);
        Assert.True(result.Succeeded, result.Failure?.Message);
        _observers.Add(observer);
        return observer;
    }

    public async ValueTask DisposeAsync()
    {
        while ((await Task.WhenAll(_observers.Select(SweepAsync))).Any(survivors => survivors > 0))
            await Task.Yield();
        foreach (RecordingObserver observer in _observers)
            observer.Process!.Dispose();
        Launcher.Dispose();
    }

    private static Task<int> SweepAsync(RecordingObserver observer)
    {
        observer.Process!.Signal(ProcessSignal.Kill, wholeGroup: true);
        return observer.SweepAsync().WaitAsync(Limit);
    }
}
