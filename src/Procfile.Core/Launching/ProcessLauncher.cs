using Procfile.Core.Launching.Native;
using Procfile.Core.Launching.Portable;

namespace Procfile.Core.Launching;

/// <summary>Chooses a launcher.</summary>
public static class ProcessLauncher
{
    /// <summary>
    /// Makes the best launcher for this host: the native one on Linux, the portable one elsewhere, as process 1, and on kernels
    /// without pidfds.
    /// </summary>
    /// <param name="options">How the launcher works; default when null.</param>
    /// <returns>A launcher to dispose when no process of it runs any more.</returns>
    public static IProcessLauncher Create(LauncherOptions? options = null) =>
        NativeProcessLauncher.IsSupported ? new NativeProcessLauncher(options) : new PortableProcessLauncher();
}
