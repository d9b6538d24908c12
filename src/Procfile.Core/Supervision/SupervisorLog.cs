using Microsoft.Extensions.Logging;
using Procfile.Core.Launching;

namespace Procfile.Core.Supervision;

/// <summary>The supervisor's log lines. Ids are stable; no line carries a command's variables.</summary>
internal static partial class SupervisorLog
{
    [LoggerMessage(1, LogLevel.Information, "{Process} runs as process {ProcessId}")]
    internal static partial void Started(ILogger log, string process, int processId);

    [LoggerMessage(2, LogLevel.Information, "{Process} has ended with {Exit}")]
    internal static partial void Exited(ILogger log, string process, ProcessExit exit);

    [LoggerMessage(3, LogLevel.Error, "{Process} could not be started: {Reason}")]
    internal static partial void LaunchFailed(ILogger log, string process, string reason);

    [LoggerMessage(4, LogLevel.Information, "{Process} is started again in {Delay} (end {Failures} in a row)")]
    internal static partial void RestartScheduled(ILogger log, string process, TimeSpan delay, int failures);

    [LoggerMessage(5, LogLevel.Warning, "{Process} is in a crash loop: it has ended {Failures} times in a row")]
    internal static partial void CrashLooping(ILogger log, string process, int failures);

    [LoggerMessage(6, LogLevel.Error, "{Process} is given up: {Reason}")]
    internal static partial void GaveUp(ILogger log, string process, string reason);

    [LoggerMessage(7, LogLevel.Warning, "{Process} has left {Count} processes behind; they are being ended")]
    internal static partial void LeftoversFound(ILogger log, string process, int count);

    [LoggerMessage(8, LogLevel.Error, "{Process} is stuck: KILL was sent and something still lives")]
    internal static partial void Stuck(ILogger log, string process);

    [LoggerMessage(9, LogLevel.Information, "{Type} is scaled to {Count}")]
    internal static partial void Scaled(ILogger log, string type, int count);

    [LoggerMessage(10, LogLevel.Error, "The restart policy of {Process} has thrown; it is restarted as by default")]
    internal static partial void PolicyFailed(ILogger log, string process, Exception exception);

    [LoggerMessage(11, LogLevel.Error, "The output sink has thrown; its later failures are counted only")]
    internal static partial void SinkFailed(ILogger log, Exception exception);

    [LoggerMessage(12, LogLevel.Critical, "The supervisor could not carry out a request")]
    internal static partial void TurnFailed(ILogger log, Exception exception);

    [LoggerMessage(13, LogLevel.Information, "{Process} is ready after {Time}")]
    internal static partial void Ready(ILogger log, string process, TimeSpan time);

    [LoggerMessage(14, LogLevel.Error, "{Process} was not ready within {Time}; it is stopped")]
    internal static partial void NotReadyInTime(ILogger log, string process, TimeSpan time);

    [LoggerMessage(15, LogLevel.Information, "{Process} gets {Signal} and restarts itself")]
    internal static partial void RestartSignalled(ILogger log, string process, string signal);

    [LoggerMessage(16, LogLevel.Information, "The changed Procfile is taken over: {Changes}")]
    internal static partial void Reloaded(ILogger log, string changes);

    [LoggerMessage(17, LogLevel.Error, "The changed Procfile is refused, and everything goes on as before: {Reason}")]
    internal static partial void ReloadRefused(ILogger log, string reason);

    [LoggerMessage(18, LogLevel.Warning, "The rolling restart of {Type} is broken off: {Reason}")]
    internal static partial void RollBrokenOff(ILogger log, string type, string reason);

    [LoggerMessage(19, LogLevel.Error, "A listener of the meter has thrown")]
    internal static partial void ListenerFailed(ILogger log, Exception exception);
}
