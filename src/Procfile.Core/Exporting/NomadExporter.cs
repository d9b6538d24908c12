using System.Globalization;
using System.Text;
using Procfile.Core.Supervision;

namespace Procfile.Core.Exporting;

/// <summary>A job of Nomad with a group for each type, run by Docker.</summary>
/// <remarks>
/// Nomad gives each process a port of its own, and counts from 0: <c>PS</c> of the first is <c>web.0</c>. The values of the variables stand
/// in the file, which is for its owner alone (0600).
/// </remarks>
public sealed class NomadExporter : Exporter
{
    private const string Index = "${NOMAD_ALLOC_INDEX}", Port = "${NOMAD_PORT_http}", Dollar = "${NOMAD_META_dollar}", Percent = "${NOMAD_META_percent}";

    internal NomadExporter()
    {
    }

    /// <inheritdoc/>
    public override string Name => "nomad";

    /// <inheritdoc/>
    public override string Description => "a job of Nomad";

    /// <inheritdoc/>
    public override bool InContainers => true;

    /// <inheritdoc/>
    public override ExportResult Export(ProcessPlan plan, ExportOptions? options = null)
    {
        var source = new ExportPlan(plan, options ?? new ExportOptions(), inContainers: true);
        var names = new SafeNames("-_.");
        string app = names.Of(source.Options.AppName);
        if (source.Options.Image is null)
            source.Notes.Warn(null, $"no image was given: the job says \"{app}\".");
        List<string> lines =
        [
            $"# {ExportText.Header}",
            "# It holds the values of the variables: keep it out of the repository.",
            $"job {Quote(app)} {{",
            "  type = \"service\"",
            "",
            // Nomad replaces what looks like a variable, and has no way to write one that is none, but by another variable.
            "  meta {",
            "    dollar  = \"$\"",
            "    percent = \"%\"",
            "  }",
        ];
        foreach (ProcessType type in source.Types)
        {
            if (source.Replica(type, new ReplicaMarks()) is { } process)
                lines.AddRange(["", .. new Group(source, process, names.Of(type.Name)).Write().Select(line => line.Length == 0 ? line : "  " + line)]);
        }

        lines.Add("}");
        return ExportText.Result(source, [new ExportedFile($"{app}.nomad.hcl", ExportText.Lines(lines), ExportedFile.Private)], [$"nomad job run {app}.nomad.hcl"]);
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < 0x20 or (>= 0x7F and < 0xA0) or 0xFEFF or 0x2028 or 0x2029 => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => rune.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    private sealed class Group(ExportPlan source, ExportedProcess process, string name)
    {
        private readonly string _uniqueInt = ReplicaIntegers.Prefix(source, process.Type, isNeverEmpty: true) + Index;

        internal IEnumerable<string> Write()
        {
            FittedCommand command = FittedCommand.Of(process, process.Variables, HoldsVariable, ExportText.IsText, findsPrograms: true);
            yield return $"group {Quote(name)} {{";
            yield return $"  count = {ExportText.Number(source.CountOf(process.Type))}";
            if (process.Port is not null)
            {
                yield return "";
                yield return "  network {";
                yield return "    port \"http\" {}";
                yield return "  }";
            }

            yield return "";
            foreach (string line in Restart())
                yield return "  " + line;
            yield return "";
            yield return $"  task {Quote(name)} {{";
            yield return "    driver       = \"docker\"";
            yield return $"    kill_signal  = \"SIG{process.Stop.Steps[0].Signal.Name}\"";
            yield return $"    kill_timeout = \"{ExportText.Number(ExportText.Whole(process.Stop.Duration))}s\"";
            if (process.User is { } user)
                yield return $"    user         = {Value(process.Group is { } group ? $"{user}:{group}" : user)}";
            yield return "";
            yield return "    config {";
            yield return $"      image = {Value(source.Options.Image ?? source.Options.AppName)}";
            if (!source.Options.KeepEntrypoint)
                yield return $"      entrypoint = {List(command.Arguments.Take(1))}";
            yield return $"      args = {List(source.Options.KeepEntrypoint ? command.Arguments : command.Arguments.Skip(1))}";
            yield return "      init = true";
            if (process.Directory is { } directory)
                yield return $"      work_dir = {Value(directory)}";
            if (process.Port is not null)
                yield return "      ports = [\"http\"]";
            if (process.Limits.Count > 0)
                yield return "      ulimit {";
            foreach ((ResourceLimit limit, long? value) in process.Limits)
                yield return string.Create(CultureInfo.InvariantCulture, $"        {ResourceLimitNames.Of(limit)} = \"{value ?? -1}:{value ?? -1}\"");
            if (process.Limits.Count > 0)
                yield return "      }";
            yield return "    }";
            if (command.Variables.Count > 0)
            {
                yield return "";
                yield return "    env = {";
            }

            foreach ((string key, string value) in command.Variables)
                yield return $"      {Quote(key)} = {Value(value)}";
            if (command.Variables.Count > 0)
                yield return "    }";
            yield return "  }";
            yield return "}";
            NoteWhatIsLeftOut();
        }

        private IEnumerable<string> Restart() => process.Restart.Condition == RestartCondition.Never
            ? ["restart {", "  attempts = 0", "  mode     = \"fail\"", "}"]
            :
            [
                "restart {",
                $"  attempts = {ExportText.Number(process.Restart.Policy.Limit ?? 60)}",
                $"  interval = \"{ExportText.Number(process.Restart.Policy.Limit is null ? 60 : ExportText.Whole(process.Restart.Policy.LimitWindow))}s\"",
                $"  delay    = \"{ExportText.Number(ExportText.Whole(source.Options.RestartDelay))}s\"",
                $"  mode     = \"{(process.Restart.Policy.Limit is null ? "delay" : "fail")}\"",
                "}",
            ];

        private void NoteWhatIsLeftOut()
        {
            if (process.Stop.Steps.Length > 2 || process.Stop.InitialWait > TimeSpan.Zero)
                source.Notes.Warn(process.Type.Name, $"Nomad sends one signal and, when the time is up, KILL: its stop sequence \"{process.Stop}\" becomes that.");
            if (process.Niceness is not null || process.Umask is not null)
                source.Notes.Warn(process.Type.Name, "Nomad sets no niceness and no umask: they are left out.");
            if (process.Restart.Condition == RestartCondition.OnFailure)
                source.Notes.Warn(process.Type.Name, "Nomad restarts a service whatever its exit code.");
        }

        private string List(IEnumerable<string> items) => $"[{string.Join(", ", items.Select(Value))}]";

        private string Value(string text)
        {
            bool isTouched = ReplicaMarks.IsIn(text) || text.Contains("${", StringComparison.Ordinal) || text.Contains("%{", StringComparison.Ordinal);
            if (!isTouched)
                return Quote(text);
            // One by one: what one puts in, the next must not take for its own.
            string escaped = string.Concat(text.Select(c => c switch { '$' => Dollar, '%' => Percent, _ => c.ToString() }));
            return Quote(escaped
                .Replace(ReplicaMarks.IndexMark, Index, StringComparison.Ordinal)
                .Replace(ReplicaMarks.UniqueIntMark, _uniqueInt, StringComparison.Ordinal)
                .Replace(ReplicaMarks.PortMark, Port, StringComparison.Ordinal));
        }

        /// <summary>Nomad makes other characters of a name underscores.</summary>
        private static bool HoldsVariable(string name, string value) =>
            ExportText.IsText(value) && name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
    }
}
