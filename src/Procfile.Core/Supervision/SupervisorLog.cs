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
}
