using System.Runtime.InteropServices;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Launching;

/// <summary>Descriptors that a child is to keep and cannot.</summary>
public sealed class InheritedHandles
{
    [Fact]
    public void A_closed_handle_is_a_failure_and_leaves_the_others_as_they_were()
    {
        string path = Path.GetTempFileName();
        using var open = File.OpenHandle(path);
        SafeHandle closed = File.OpenHandle(path);
        closed.Dispose();
        using var launcher = new NativeProcessLauncher();
        LaunchResult result = launcher.Start(LettingGo.Shell("true") with { InheritedHandles = [open, closed] }, new RecordingObserver());
        Assert.Equal(LaunchFailureKind.Other, result.Failure?.Kind);
        open.Dispose();
        Assert.True(open.IsClosed);
        Assert.DoesNotContain(Directory.EnumerateFiles("/proc/self/fd").Select(link => new FileInfo(link).LinkTarget), target => target == path);
        File.Delete(path);
    }
}
