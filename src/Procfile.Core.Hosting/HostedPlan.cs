using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Procfile.Core.Environments;
using Procfile.Core.Output;
using Procfile.Core.Supervision;
using Procfile.Core.Syntax;

namespace Procfile.Core.Hosting;

/// <summary>Reads what a host runs: its Procfile and <c>.env</c> files, with its configuration.</summary>
internal sealed class HostedPlan(
    IOptionsMonitor<ProcfileOptions> options, IHostEnvironment host, IEnumerable<SupervisorConfiguration> configurations, IServiceProvider services)
{
    private ProcfileOptions Options => options.CurrentValue;

    private string Directory => Path.GetFullPath(Path.Combine(host.ContentRootPath, Options.Directory ?? ""));

    /// <summary>The files, as they are configured now.</summary>
    internal PlanFiles Files => new(Directory)
    {
        EnvironmentName = Options.Environment ?? host.EnvironmentName.ToLowerInvariant(),
        EnvironmentFiles = [.. Options.EnvironmentFiles.Select(file => Path.Combine(Directory, file))],
        Loading = new ProcfileLoaderOptions
        {
            Merge = Options.Merge,
            Dialect = Options.Dialect is { } name && ProcfileDialect.TryParse(name, out ProcfileDialect? dialect) ? dialect : ProcfileDialect.Portable,
        },
        Options = MakeOptions,
    };

    /// <summary>Reads the plan to start with.</summary>
    /// <exception cref="OptionsValidationException">The files are broken, or the configuration names a type that they do not have.</exception>
    internal ProcessPlan Read()
    {
        PlanReading reading = Check(Files.Read());
        return reading.Plan ?? throw new OptionsValidationException(ProcfileOptions.SectionName, typeof(ProcfileOptions), reading.Problems);
    }

    /// <summary>Reads the plan again, as files or configuration have changed.</summary>
    internal PlanReading ReadAgain()
    {
        try
        {
            return Check(Files.Read());
        }
        catch (OptionsValidationException exception)
        {
            return PlanReading.Failed(exception.Failures);
        }
    }

    private PlanReading Check(PlanReading reading)
    {
        if (!reading.IsPlan)
            return reading;
        string[] names = [.. reading.Plan.Types.Select(type => type.Name)];
        string[] problems =
        [
            .. Options.Formation.Keys.Where(name => name != FormationText.All).Where(IsUnknown).Select(name => Problem($"Formation:{name}")),
            .. Options.Processes.Keys.Where(IsUnknown).Select(name => Problem($"Processes:{name}")),
        ];
        return problems.Length == 0 ? reading : PlanReading.Failed(problems);

        bool IsUnknown(string name) => !names.Contains(name, StringComparer.Ordinal);

        string Problem(string key) =>
            $"{ProcfileOptions.SectionName}:{key}: The Procfile in {Directory} has no such process type: it has {string.Join(", ", names)}.";
    }

    private SupervisorOptions MakeOptions()
    {
        var made = new SupervisorOptions
        {
            LoggerFactory = services.GetRequiredService<ILoggerFactory>(),
            MeterFactory = services.GetService<IMeterFactory>(),
            TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System,
            RecentOutput = new RecentOutputSink(),
        };
        if (Options.LogOutput)
            made.Output = new LoggerOutputSink(made.LoggerFactory);
        SupervisorSettings.Apply(Options, made, Directory);
        foreach (SupervisorConfiguration configuration in configurations)
            configuration.Apply(made, services);
        return made;
    }
}
