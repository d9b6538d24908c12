using Microsoft.Extensions.Options;
using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Syntax;

namespace Procfile.Core.Hosting;

/// <summary>Finds what is wrong in a host's configuration, before anything is started, and says by its key what to write.</summary>
internal sealed class ProcfileOptionsCheck : IValidateOptions<ProcfileOptions>
{
    public ValidateOptionsResult Validate(string? name, ProcfileOptions options)
    {
        List<string> problems = [];
        if (options.Dialect is { } dialect && !ProcfileDialect.TryParse(dialect, out _))
            Add("Dialect", $"\"{dialect}\" is no dialect: there are {string.Join(", ", ProcfileDialect.All.Select(known => known.Name))}.");
        if (options.BasePort is { } port and not (> 0 and <= 65535))
            Add("BasePort", $"{port} is no port: give one from 1 to 65535.");
        CheckStopSequence("StopSequence", options.StopSequence);
        foreach ((string type, int count) in options.Formation.Where(pair => pair.Value < 0))
            Add($"Formation:{type}", $"{count} is no number of processes: give 0 or more.");
        if (!Core.Commands.Formation.TryParse(FormationText.Of(options.Formation), out Formation formation) && problems.Count == 0)
            Add("Formation", formation.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Message);
        foreach ((string type, ProcessSettings settings) in options.Processes)
            Check($"Processes:{type}", settings);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Check(string key, ProcessSettings settings)
        {
            CheckStopSequence($"{key}:StopSequence", settings.StopSequence);
            if (settings.Readiness is { } readiness && !Readiness.TryParse(readiness, out _, out string? wrong))
                Add($"{key}:Readiness", wrong);
            if (settings.RestartSignal is { } signal && !ProcessSignal.TryParse(signal, out _))
                Add($"{key}:RestartSignal", $"\"{signal}\" is no signal: write one like HUP or USR2.");
            if (settings is { RestartMode: RestartMode.Signal, RestartSignal: null })
                Add($"{key}:RestartSignal", "Restarting by signal needs one: write one like HUP or USR2.");
            if (settings.RestartLimit is < 0 or > 63)
                Add($"{key}:RestartLimit", $"{settings.RestartLimit} is no limit: give one from 0 to 63.");
            if (settings.ReadinessLimit is { } limit && limit <= TimeSpan.Zero)
                Add($"{key}:ReadinessLimit", $"{limit} is no time to wait: give one like 00:01:00.");
            if (settings.Niceness is < -20 or > 19)
                Add($"{key}:Niceness", $"{settings.Niceness} is no niceness: give one from -20 to 19.");
        }

        void CheckStopSequence(string key, string? text)
        {
            if (text is not null && !Supervision.StopSequence.TryParse(text, out _, out string? wrong))
                Add(key, wrong);
        }

        void Add(string key, string problem) => problems.Add($"{ProcfileOptions.SectionName}:{key}: {problem}");
    }
}
