using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Child;

/// <summary>A supervisor on a machine that lacks something: mounts away what is named, and prints what becomes of a process.</summary>
internal static class Bare
{
    internal static async Task<int> RunAsync(string lacking)
    {
        string[] mount = lacking == "proc" ? ["-t", "tmpfs", "none", "/proc"] : ["--bind", "/dev/null", lacking];
        using (Process mounting = Process.Start("mount", mount))
            mounting.WaitForExit();
        using (var log = new ConsoleLog())
        {
            var options = new SupervisorOptions { LoggerFactory = log, StopSequence = StopSequence.Parse("term, 1, kill") };
            options.RestartPolicy = RestartPolicy.Always with { Limit = 2 };
            await using var supervisor = new ProcessSupervisor([new ProcessType("job", "/bin/false", 0), new ProcessType("web", "/bin/sleep 1000", 1)], options);
            await supervisor.StartAsync();
            while (supervisor.GetSnapshot()["job.1"] is not { State: ProcessState.Failed })
                await Task.Delay(10);
            Console.WriteLine($"job {supervisor.GetSnapshot()["job.1"]!.LastExit}, {supervisor.GetSnapshot()["job.1"]!.Restarts} restarts");
            OperationResult result = await supervisor.StopAsync();
            foreach (ProcessSnapshot process in result.Processes)
                Console.WriteLine($"{process.Name} {process.State} {process.LastExit}");
        }

        return 0;
    }

    /// <summary>Prints the launcher's warnings.</summary>
    private sealed class ConsoleLog : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id is 101 or 102)
                Console.WriteLine(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
