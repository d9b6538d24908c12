using Microsoft.Extensions.Logging;

namespace Procfile.Core.Launching;

/// <summary>A launcher's log lines. They are written on the thread pool: a log may block or throw, and a reactor must do neither.</summary>
internal sealed partial class LauncherLog(ILoggerFactory factory)
{
    private readonly ILogger _log = factory.CreateLogger("Procfile.Core.Launcher");

    internal void GuardUnavailable(string reason) => Write(() => GuardUnavailable(_log, reason));

    internal void GuardLost() => Write(() => GuardLost(_log));

    private static void Write(Action line) => ThreadPool.UnsafeQueueUserWorkItem(
        static line =>
        {
#pragma warning disable CA1031 // Whatever a log throws must not end the host.
            try
            {
                line();
            }
            catch (Exception)
            {
            }
#pragma warning restore CA1031
        },
        line,
        preferLocal: false);

    [LoggerMessage(101, LogLevel.Warning, "There is no orphan guard, so processes would outlive a host that is killed: {Reason}")]
    private static partial void GuardUnavailable(ILogger log, string reason);

    [LoggerMessage(102, LogLevel.Warning, "The orphan guard has died; another takes its place")]
    private static partial void GuardLost(ILogger log);
}
