using System.Globalization;
using Procfile.Core.Supervision;

namespace Procfile.Core.Exporting;

/// <summary>A file for docker compose, with a service for each process, so that each keeps its port, its name and its unique integer.</summary>
/// <remarks>The values of the variables stand in the file, which is for its owner alone (0600) and belongs into no repository.</remarks>
public sealed class ComposeExporter : Exporter
{
    internal ComposeExporter()
    {
    }

    /// <inheritdoc/>
    public override string Name => "docker-compose";

    /// <inheritdoc/>
    public override string Description => "a file for docker compose";

    /// <inheritdoc/>
    public override bool InContainers => true;

    /// <inheritdoc/>
    public override ExportResult Export(ProcessPlan plan, ExportOptions? options = null)
    {
        var source = new ExportPlan(plan, options ?? new ExportOptions(), inContainers: true);
        var names = new SafeNames("-_.");
        List<string> lines = [$"# {ExportText.Header}", "# It holds the values of the variables: keep it out of the repository.", "services:"];
        foreach (ExportedProcess process in source.Processes())
            lines.AddRange([$"  {YamlText.Quote(names.Of(ExportText.Dashed(process)))}:", .. Service(source, process).Select(line => "    " + line)]);
        return ExportText.Result(source, [new ExportedFile("docker-compose.yml", ExportText.Lines(lines), ExportedFile.Private)], ["docker compose up --detach"]);
    }

    private static IEnumerable<string> Service(ExportPlan source, ExportedProcess process)
    {
        FittedCommand command = FittedCommand.Of(
            process, process.Variables, static (name, value) => ExportText.IsText(name) && ExportText.IsText(value), ExportText.IsText, findsPrograms: true);
        if (source.Options.Image is { } image)
            yield return $"image: {Value(image)}";
        else
            yield return $"build: {Value(Path.GetFullPath(source.Supervision.Directory ?? Environment.CurrentDirectory))}";
        if (source.Options.KeepEntrypoint)
        {
            yield return $"command: {List(command.Arguments)}";
        }
        else
        {
            yield return $"entrypoint: {List(command.Arguments.Take(1))}";
            yield return $"command: {List(command.Arguments.Skip(1))}";
        }

        if (process.Directory is { } directory)
            yield return $"working_dir: {Value(directory)}";
        if (process.User is { } user)
            yield return $"user: {Value(process.Group is { } group ? $"{user}:{group}" : user)}";
        if (command.Variables.Count > 0)
            yield return "environment:";
        foreach ((string name, string value) in command.Variables)
            yield return $"  {YamlText.Quote(name)}: {Value(value)}";
        if (process.Listens)
            yield return $"ports: [{YamlText.Quote(string.Create(CultureInfo.InvariantCulture, $"{process.Port}:{process.Port}"))}]";
        // The command is not process 1, which would have to know signals and orphans.
        yield return "init: true";
        yield return $"restart: {YamlText.Quote(Restart(process.Restart))}";
        yield return $"stop_signal: {YamlText.Quote("SIG" + process.Stop.Steps[0].Signal.Name)}";
        yield return string.Create(CultureInfo.InvariantCulture, $"stop_grace_period: \"{ExportText.Whole(process.Stop.Duration)}s\"");
        if (process.Stop.Steps.Length > 2 || process.Stop.InitialWait > TimeSpan.Zero)
            source.Notes.Warn(process.Type.Name, $"Docker sends one signal and, when the time is up, KILL: its stop sequence \"{process.Stop}\" becomes that.");
        if (process.Niceness is not null || process.Umask is not null)
            source.Notes.Warn(process.Type.Name, "Docker sets no niceness and no umask: they are left out.");
        if (process.Restart.Condition == RestartCondition.OnFailure && process.Restart.OtherSuccessCodes.Any())
            source.Notes.Warn(process.Type.Name, "Docker takes only the exit code 0 for success.");
        if (process.Limits.Count > 0)
            yield return "ulimits:";
        foreach ((ResourceLimit limit, long? value) in process.Limits)
            yield return string.Create(CultureInfo.InvariantCulture, $"  {ResourceLimitNames.Of(limit)}: {value ?? -1}");
    }

    private static string Restart(RestartRule restart) => restart.Condition switch
    {
        RestartCondition.Always => "unless-stopped",
        RestartCondition.OnFailure => restart.Policy.Limit is { } limit ? string.Create(CultureInfo.InvariantCulture, $"on-failure:{limit}") : "on-failure",
        _ => "no",
    };

    /// <summary>Compose replaces <c>$NAME</c> from its own environment, everywhere.</summary>
    private static string Value(string text) => YamlText.Quote(text.Replace("$", "$$", StringComparison.Ordinal));

    private static string List(IEnumerable<string> items) => $"[{string.Join(", ", items.Select(Value))}]";
}
