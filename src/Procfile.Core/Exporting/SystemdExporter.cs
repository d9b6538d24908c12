using System.Globalization;
using Procfile.Core.Supervision;

namespace Procfile.Core.Exporting;

/// <summary>Units of systemd: one a process, templates, or one for a supervisor, see <see cref="UnitStyle"/>.</summary>
/// <remarks>
/// Values of variables stand in a file of their own for each type, <c>app-web.env</c> (0600): what a unit says everybody may ask systemd.
/// </remarks>
public sealed class SystemdExporter : Exporter
{
    internal const string Linger = "loginctl enable-linger   # so that they start at boot, before you log in";

    internal SystemdExporter(bool isUser) => IsUser = isUser;

    /// <inheritdoc/>
    public override string Name => IsUser ? "systemd-user" : "systemd";

    /// <inheritdoc/>
    public override string Description => IsUser ? "units of systemd for a user's own instance" : "units of systemd";

    internal bool IsUser { get; }

    /// <inheritdoc/>
    public override ExportResult Export(ProcessPlan plan, ExportOptions? options = null)
    {
        var source = new ExportPlan(plan, options ?? new ExportOptions(), inContainers: false);
        return source.Options.Style == UnitStyle.Supervisor ? SystemdSupervisor.Write(source, IsUser) : new Writing(source, this).Write();
    }

    private sealed class Writing(ExportPlan source, SystemdExporter exporter)
    {
        private const string Specifier = "%i";

        private readonly SafeNames _names = new(":-_.");
        private readonly List<ExportedFile> _files = [];
        private readonly string _app = new SafeNames("-_.").Of(source.Options.AppName);
        private readonly string _directory = source.Options.InstallDirectory is { } given
            ? SystemdText.Plain(given.TrimEnd('/'))
            : exporter.IsUser ? "%h/.config/systemd/user" : "/etc/systemd/system";

        internal ExportResult Write()
        {
            bool isTemplate = source.Options.Style == UnitStyle.Templates || source.Options.Cloud66Names;
            string[] units = isTemplate ? [.. source.Types.SelectMany(Template)] : [.. source.Processes().Select(Single)];
            string target = $"{_app}.target";
            string text = $"""
                # {ExportText.Header}
                [Unit]
                Description={SystemdText.Plain(_app)}
                Wants={string.Join(' ', units)}

                [Install]
                WantedBy={(exporter.IsUser ? "default.target" : "multi-user.target")}

                """;
            _files.Add(new ExportedFile(target, text, ExportedFile.Public));
            return ExportText.Result(source, _files, exporter.IsUser
                ? ["systemctl --user daemon-reload", $"systemctl --user enable --now {target}", Linger]
                : ["systemctl daemon-reload", $"systemctl enable --now {target}"]);
        }

        private string Single(ExportedProcess process)
        {
            string unit = $"{_app}-{_names.Of(process.Name)}.service";
            WriteUnit(unit, process, _names.Of(process.Type.Name), text => text, inFront: []);
            return unit;
        }

        private IEnumerable<string> Template(ProcessType type)
        {
            string prefix = source.Options.Cloud66Names ? $"cloud66_process_{_names.Of(type.Name)}" : $"{_app}-{_names.Of(type.Name)}";
            string? uniqueInt = ProcessPlan.NeedsUniqueInt(type) ? ReplicaIntegers.Prefix(source, type) + Specifier : null;
            if (source.Replica(type, new ReplicaMarks { Port = null }) is not { } process)
                return [];
            WriteUnit($"{prefix}@.service", process, _names.Of(type.Name), Resolve, PortInFront(type));
            return Enumerable.Range(1, source.CountOf(type)).Select(index => string.Create(CultureInfo.InvariantCulture, $"{prefix}@{index}.service"));

            string Resolve(string text) => text
                .Replace(ReplicaMarks.IndexMark, Specifier, StringComparison.Ordinal)
                .Replace(ReplicaMarks.UniqueIntMark, uniqueInt, StringComparison.Ordinal);
        }

        /// <summary>Nobody but a shell counts from an instance's number to its port.</summary>
        private string[] PortInFront(ProcessType type)
        {
            if (source.PortOf(type, 1) is not { } first)
                return [];
            int step = (source.PortOf(type, 2) ?? first) - first;
            int last = Math.Max(3, source.CountOf(type));
            if (source.PortOf(type, last) is { } port && port != first + (step * (last - 1)))
                source.Notes.Error(type.Name, "its ports do not follow from the instances' numbers: export one unit a process.");
            return
            [
                "/bin/sh", "-c", string.Create(CultureInfo.InvariantCulture, $"export PORT=\"$(({first - step} + {step} * {ReplicaMarks.IndexMark}))\"; exec \"$@\""), "sh",
            ];
        }

        private void WriteUnit(string unit, ExportedProcess process, string type, Func<string, string> resolve, string[] inFront)
        {
            FittedCommand shared = FittedCommand.Of(process, process.Shared, SystemdText.HoldsVariable, HoldsArgument);
            string? environmentFile = shared.Variables.Count > 0 ? WriteVariables(process, type, shared.Variables) : null;
            if (process.Directory is { } path && !SystemdText.HoldsPath(path))
                source.Notes.Error(process.Name, "systemd cannot be told such a directory: give it a name without control characters and blanks around it.");

            string text = ExportText.Lines(
            [
                $"# {ExportText.Header}",
                "[Unit]",
                $"Description={_app} {resolve(SystemdText.Plain(process.Index == 0 ? $"{type}.{ReplicaMarks.IndexMark}" : _names.Of(process.Name)))}",
                "After=network.target",
                $"PartOf={_app}.target",
                .. StartLimit(process.Restart.Policy),
                "",
                "[Service]",
                .. exporter.IsUser ? [] : UserLines(process),
                $"WorkingDirectory={SystemdText.Plain(process.Directory!)}",
                .. process.Own.Select(variable => $"Environment={resolve(SystemdText.Variable(variable.Key, variable.Value))}"),
                .. environmentFile is not null ? [$"EnvironmentFile={_directory}/{environmentFile}"] : Array.Empty<string>(),
                $"ExecStart={resolve(string.Join(' ', inFront.Concat(shared.Arguments).Select(SystemdText.Word)))}",
                .. RestartLines(process.Restart, source.Options.RestartDelay),
                .. StopLines(process.Stop),
                "StandardInput=null",
                .. LogLines(process.Index == 0 ? $"{type}_{ReplicaMarks.IndexMark}" : _names.Of(process.Name)).Select(resolve),
                $"SyslogIdentifier={resolve($"{_app}-{(process.Index == 0 ? $"{type}.{ReplicaMarks.IndexMark}" : _names.Of(process.Name))}")}",
                // As any program finds it that was started by hand; systemd ignores it unless told so.
                "IgnoreSIGPIPE=no",
                .. process.Niceness is { } nice ? [string.Create(CultureInfo.InvariantCulture, $"Nice={nice}")] : Array.Empty<string>(),
                .. process.Umask is { } umask ? [$"UMask={ExportText.Octal(umask)}"] : Array.Empty<string>(),
                .. process.Limits.Select(limit => $"{LimitName(limit.Key)}={limit.Value?.ToString(CultureInfo.InvariantCulture) ?? "infinity"}"),
                "",
                "[Install]",
                $"WantedBy={_app}.target",
            ]);
            _files.Add(new ExportedFile(unit, text, shared.HoldsValues ? ExportedFile.Private : ExportedFile.Public));
        }

        /// <summary>Processes of a type share a file, unless what the command sets in front of it differs.</summary>
        private string WriteVariables(ExportedProcess process, string type, IEnumerable<KeyValuePair<string, string>> variables)
        {
            string text = ExportText.Lines([$"# {ExportText.Header}", .. variables.Select(variable => SystemdText.FileLine(variable.Key, variable.Value))]);
            string path = $"{_app}-{type}.env";
            if (_files.Find(file => file.Path == path) is { } other)
            {
                if (other.Text == text)
                    return path;
                path = $"{_app}-{_names.Of(process.Name)}.env";
            }

            _files.Add(new ExportedFile(path, text, ExportedFile.Private));
            return path;
        }

        private IEnumerable<string> LogLines(string name)
        {
            if (source.Options.LogDirectory is not { } directory)
                return ["StandardOutput=journal", "StandardError=journal"];
            source.Notes.Warn(null, $"systemd makes no directory for logs: {directory} has to exist, for the processes' user.");
            string file = $"append:{SystemdText.Plain(directory.TrimEnd('/'))}/{name}.log";
            return [$"StandardOutput={file}", $"StandardError={file}"];
        }
    }

    /// <summary>An argument of a unit: any text; bytes that are no UTF-8 make systemd leave the line out.</summary>
    private static bool HoldsArgument(string argument) => ExportText.IsText(argument);

    internal static string[] UserLines(ExportedProcess process) =>
        [.. process.User is { } user ? [$"User={user}"] : Array.Empty<string>(), .. process.Group is { } group ? [$"Group={group}"] : Array.Empty<string>()];

    /// <summary>systemd gives up after five starts in ten seconds; we do not unless asked to.</summary>
    private static string[] StartLimit(RestartPolicy policy) => policy.Limit is { } limit
        ? [$"StartLimitIntervalSec={SystemdText.Seconds(policy.LimitWindow)}", string.Create(CultureInfo.InvariantCulture, $"StartLimitBurst={limit + 1}")]
        : ["StartLimitIntervalSec=0"];

    private static IEnumerable<string> RestartLines(RestartRule restart, TimeSpan delay)
    {
        yield return restart.Condition switch
        {
            RestartCondition.Always => "Restart=always",
            RestartCondition.OnFailure => "Restart=on-failure",
            _ => "Restart=no",
        };
        yield return $"RestartSec={SystemdText.Seconds(delay)}";
        if (restart.OtherSuccessCodes.Any())
            yield return $"SuccessExitStatus={string.Join(' ', restart.OtherSuccessCodes)}";
    }

    /// <summary>
    /// One signal, a wait and KILL are systemd's own way. Anything longer a shell does before systemd's turn comes, which then only kills.
    /// </summary>
    private static string[] StopLines(StopSequence stop)
    {
        string[] common = ["KillMode=control-group"];
        if (stop.Steps.Length <= 2 && stop.InitialWait == TimeSpan.Zero)
            return [.. common, $"KillSignal=SIG{stop.Steps[0].Signal.Name}", $"TimeoutStopSec={SystemdText.Seconds(stop.Duration)}"];
        string script = ExportText.StopScript(stop, "-$MAINPID");
        return
        [
            .. common,
            $"ExecStop=/bin/sh -c {SystemdText.Word(script)}",
            "KillSignal=SIGKILL",
            $"TimeoutStopSec={SystemdText.Seconds(stop.Duration + TimeSpan.FromSeconds(5))}",
        ];
    }

    internal static string LimitName(ResourceLimit limit) => $"Limit{ResourceLimitNames.Of(limit).ToUpperInvariant()}";
}
