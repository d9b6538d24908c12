using Procfile.Core.Commands;
using Procfile.Core.Output;
using Procfile.Core.Supervision;

namespace Procfile.Core.LaunchBench;

/// <summary>Supervisors to measure.</summary>
internal static class Supervised
{
    internal static ProcessSupervisor Supervisor(IRestartPolicy policy, IOutputSink? output, params (string Name, string Command, int Count)[] types)
    {
        var options = new SupervisorOptions
        {
            Output = output,
            Formation = types.Aggregate(Formation.Default, (formation, type) => formation.With(type.Name, type.Count)),
            RestartPolicy = policy,
            Variables = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" },
        };
        return new ProcessSupervisor(types.Select((type, i) => new ProcessType(type.Name, type.Command, i)), options);
    }

    internal static void WaitUntil(ProcessSupervisor supervisor, Func<ProcessSnapshot, bool> condition)
    {
        while (!supervisor.GetSnapshot().Processes.All(condition))
            Thread.Sleep(5);
    }

    /// <summary>The values at 50 and at 99 of 100.</summary>
    internal static string Percentiles(List<double> values)
    {
        values.Sort();
        return $"{values[values.Count / 2]:F2} {values[values.Count * 99 / 100]:F2}";
    }

    /// <summary>Starts again at once.</summary>
    internal sealed class AtOnce : IRestartPolicy
    {
        public RestartDecision Decide(in RestartArguments arguments) => RestartDecision.RestartAfter(TimeSpan.Zero);
    }

    /// <summary>The default policy, as it is for a process that has failed many times already.</summary>
    internal sealed class AtTheCap : IRestartPolicy
    {
        private const int Failures = 20;

        public RestartDecision Decide(in RestartArguments arguments)
        {
            TimeSpan delay = Backoff.Default.Delay(Failures, arguments.Random);
            // At first they are spread over one period, as they would be after some.
            return RestartDecision.RestartAfter(arguments.ConsecutiveFailures == 1 ? delay * Random.Shared.NextDouble() : delay);
        }
    }
}
