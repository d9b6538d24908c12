using System.Runtime.InteropServices;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Launching;

/// <summary>The whole host has no descriptor left: nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>What the native launcher does when the operating system has nothing left to give.</summary>
[Collection(nameof(Alone))]
public sealed partial class Exhaustion
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact(Timeout = 60_000)]
    public async Task Without_descriptors_left_overs_are_found_by_signal_and_no_start_leaves_anything_behind()
    {
        using var launcher = new NativeProcessLauncher();
        var observer = new RecordingObserver();
        using IProcessHandle process = launcher.Start(LettingGo.Shell("sleep 60 & exit 0"), observer).Process!;
        await observer.Exited.WaitAsync(Limit);
        Assert.Equal(1, await observer.SweepAsync().WaitAsync(Limit));
        int found;
        LaunchResult refused;
        using (new NoDescriptors())
        {
            found = await observer.SweepAsync().WaitAsync(Limit);
            refused = launcher.Start(LettingGo.Shell("exit 0"), new RecordingObserver());
        }

        Assert.Equal(1, found);
        Assert.Equal(LaunchFailureKind.ResourcesExhausted, refused.Failure?.Kind);
        Assert.True(process.Signal(ProcessSignal.Kill, wholeGroup: true));
        while (await observer.SweepAsync().WaitAsync(Limit) > 0)
            await Task.Yield();
    }

    /// <summary>Lowers the limit below what is open: whoever has a descriptor keeps it, and nobody gets another.</summary>
    private sealed unsafe partial class NoDescriptors : IDisposable
    {
        private const int OpenFiles = 7, Few = 16;

        private readonly ulong _soft, _hard;

        internal NoDescriptors()
        {
            ulong* limits = stackalloc ulong[2];
            Assert.Equal(0, GetLimit(OpenFiles, limits));
            (_soft, _hard) = (limits[0], limits[1]);
            Set(Few);
        }

        public void Dispose() => Set(_soft);

        private void Set(ulong soft)
        {
            ulong* limits = stackalloc ulong[2];
            (limits[0], limits[1]) = (soft, _hard);
            Assert.Equal(0, SetLimit(OpenFiles, limits));
        }

        [LibraryImport("libc", EntryPoint = "getrlimit")]
        private static partial int GetLimit(int resource, ulong* limits);

        [LibraryImport("libc", EntryPoint = "setrlimit")]
        private static partial int SetLimit(int resource, ulong* limits);
    }
}
