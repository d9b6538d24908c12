using System.Globalization;
using Procfile.Core.Supervision;

namespace Procfile.Core.Exporting;

/// <summary>
/// Manifests of Kubernetes: a Deployment a type, a StatefulSet where <c>{{UNIQUE_INT}}</c> is used, so that the pod's ordinal gives it,
/// and a Service for what listens. Needs Kubernetes 1.28, which labels a pod with its ordinal.
/// </summary>
/// <remarks>
/// Variables are Secrets in a file of their own (0600). Pods of a Deployment have no number: their <c>PS</c> is the pod's name. The
/// ordinals of the second type with unique integers begin at 1001, of the third at 2001, so that no two are the same.
/// </remarks>
public sealed class KubernetesExporter : Exporter
{
    private const int OrdinalsOfAType = 1000;
    private const string Index = "PROCFILE_INDEX";

    internal KubernetesExporter()
    {
    }

    /// <inheritdoc/>
    public override string Name => "kubernetes";

    /// <inheritdoc/>
    public override string Description => "manifests of Kubernetes";

    /// <inheritdoc/>
    public override bool InContainers => true;

    /// <inheritdoc/>
    public override ExportResult Export(ProcessPlan plan, ExportOptions? options = null)
    {
        var source = new ExportPlan(plan, options ?? new ExportOptions(), inContainers: true);
        var names = new SafeNames("-", '-') { IsDns = true };
        string app = names.Of(source.Options.AppName);
        if (source.Options.Image is null)
            source.Notes.Warn(null, $"no image was given: the manifests say \"{app}\".");
        List<string> manifests = [], secrets = [];
        bool holdsValues = false;
        foreach (ProcessType type in source.Types)
        {
            bool isNumbered = ProcessPlan.NeedsUniqueInt(type);
            var marks = new ReplicaMarks { Port = ReplicaMarks.FirstPort, Name = isNumbered ? null : ReplicaMarks.NameMark };
            if (source.Replica(type, marks) is not { } process)
                continue;
            FittedCommand command = FittedCommand.Of(process, process.Shared, IsVariable, ExportText.IsText, findsPrograms: true);
            holdsValues |= command.HoldsValues;
            var workload = new Workload(source, process, command, app, names.Of($"{app}-{type.Name}"), isNumbered);
            manifests.AddRange(workload.Manifest());
            if (process.Listens || isNumbered)
                manifests.AddRange(workload.Service());
            if (command.Variables.Count > 0)
                secrets.AddRange(workload.Secret());
        }

        List<ExportedFile> files =
        [
            new($"{app}.yaml", ExportText.Lines([$"# {ExportText.Header}", .. manifests]), holdsValues ? ExportedFile.Private : ExportedFile.Public),
        ];
        if (secrets.Count > 0)
            files.Add(new ExportedFile($"{app}-secrets.yaml", ExportText.Lines([$"# {ExportText.Header}", "# It holds the values of the variables: keep it out of the repository.", .. secrets]), ExportedFile.Private));
        return ExportText.Result(source, files, [.. files.Select(file => $"kubectl apply -f {file.Path}").Reverse()]);
    }

    /// <summary>Kubernetes makes variables of those keys of a Secret alone that are names of C.</summary>
    private static bool IsVariable(string name, string value) =>
        ExportText.IsText(value) && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private sealed class Workload(ExportPlan source, ExportedProcess process, FittedCommand command, string app, string name, bool isNumbered)
    {
        private static string Y(string text) => YamlText.Quote(text);

        /// <summary>A value in which Kubernetes replaces <c>$(NAME)</c>: what is ours does not begin one, what is the pod's does.</summary>
        private static string Value(string text) => Y(text
            .Replace("$", "$$", StringComparison.Ordinal)
            .Replace(ReplicaMarks.IndexMark, $"$({Index})", StringComparison.Ordinal)
            .Replace(ReplicaMarks.UniqueIntMark, $"$({Index})", StringComparison.Ordinal)
            .Replace(ReplicaMarks.NameMark, "$(PROCFILE_POD)", StringComparison.Ordinal));

        private string Labels => $"{{ app.kubernetes.io/part-of: {Y(app)}, app.kubernetes.io/name: {Y(name)} }}";

        internal IEnumerable<string> Manifest()
        {
            yield return "---";
            yield return "apiVersion: apps/v1";
            yield return isNumbered ? "kind: StatefulSet" : "kind: Deployment";
            yield return $"metadata: {{ name: {Y(name)}, labels: {Labels} }}";
            yield return "spec:";
            yield return $"  replicas: {ExportText.Number(source.CountOf(process.Type))}";
            yield return $"  selector: {{ matchLabels: {Labels} }}";
            if (isNumbered)
            {
                yield return $"  serviceName: {Y(name)}";
                yield return "  podManagementPolicy: Parallel";
                yield return $"  ordinals: {{ start: {ExportText.Number(source.Options.FirstUniqueInt + (ReplicaIntegers.Place(source, process.Type) * OrdinalsOfAType))} }}";
            }

            yield return "  template:";
            yield return $"    metadata: {{ labels: {Labels} }}";
            yield return "    spec:";
            int grace = Math.Max(1, ExportText.Whole(process.Stop.Duration));
            yield return $"      terminationGracePeriodSeconds: {ExportText.Number(grace)}";
            // Kubernetes would tell every pod of every Service in variables that procfile start does not know.
            yield return "      enableServiceLinks: false";
            yield return "      containers:";
            yield return $"        - name: {Y(name)}";
            yield return $"          image: {Y(source.Options.Image ?? app)}";
            if (source.Options.KeepEntrypoint)
            {
                yield return $"          args: {List(command.Arguments)}";
            }
            else
            {
                yield return $"          command: {List(command.Arguments.Take(1))}";
                yield return $"          args: {List(command.Arguments.Skip(1))}";
            }

            if (process.Directory is { } directory)
                yield return $"          workingDir: {Y(directory)}";
            if (command.Variables.Count > 0)
                yield return $"          envFrom: [{{ secretRef: {{ name: {Y(name)} }} }}]";
            foreach (string line in Variables())
                yield return "          " + line;
            if (process.Listens)
                yield return $"          ports: [{{ name: http, containerPort: {ExportText.Number(process.Port!.Value)} }}]";
            foreach (string line in Stop())
                yield return "          " + line;
            foreach (string line in Account())
                yield return "          " + line;
            NoteWhatIsLeftOut();
        }

        internal IEnumerable<string> Service() =>
        [
            "---",
            "apiVersion: v1",
            "kind: Service",
            $"metadata: {{ name: {Y(name)}, labels: {Labels} }}",
            "spec:",
            .. isNumbered ? ["  clusterIP: None"] : Array.Empty<string>(),
            $"  selector: {Labels}",
            .. process.Listens ? ["  ports: [{ name: http, port: 80, targetPort: http }]"] : Array.Empty<string>(),
        ];

        internal IEnumerable<string> Secret() =>
        [
            "---",
            "apiVersion: v1",
            "kind: Secret",
            $"metadata: {{ name: {Y(name)}, labels: {Labels} }}",
            "type: Opaque",
            "stringData:",
            .. command.Variables.Select(variable => $"  {Y(variable.Key)}: {Y(variable.Value)}"),
        ];

        private IEnumerable<string> Variables()
        {
            bool namesPod = process.Own.Values.Concat(command.Arguments).Any(text => text.Contains(ReplicaMarks.NameMark, StringComparison.Ordinal));
            if (process.Own.Count == 0 && !isNumbered && !namesPod)
                yield break;
            yield return "env:";
            // In front of those that refer to them.
            if (isNumbered)
                yield return $"  - {{ name: {Index}, valueFrom: {{ fieldRef: {{ fieldPath: \"metadata.labels['apps.kubernetes.io/pod-index']\" }} }} }}";
            if (namesPod)
                yield return "  - { name: PROCFILE_POD, valueFrom: { fieldRef: { fieldPath: metadata.name } } }";
            foreach ((string key, string value) in process.Own)
                yield return $"  - {{ name: {Y(key)}, value: {Value(value)} }}";
        }

        /// <summary>Kubernetes sends TERM, and KILL when the time is up. Whatever comes before, a hook does in the container.</summary>
        private IEnumerable<string> Stop()
        {
            if (process.Stop.Steps is [{ Signal.Name: "TERM" or "KILL" }, ..] and { Length: <= 2 } && process.Stop.InitialWait == TimeSpan.Zero)
                yield break;
            yield return $"lifecycle: {{ preStop: {{ exec: {{ command: {YamlText.List(["/bin/sh", "-c", ExportText.StopScript(process.Stop, "1")])} }} }} }}";
        }

        private IEnumerable<string> Account()
        {
            if (process.User is not { } user)
                yield break;
            bool isNumber = int.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out int id);
            int group = 0;
            bool isGroup = process.Group is null || int.TryParse(process.Group, NumberStyles.None, CultureInfo.InvariantCulture, out group);
            if (isNumber && isGroup)
                yield return $"securityContext: {{ runAsUser: {ExportText.Number(id)}{(process.Group is null ? "" : $", runAsGroup: {ExportText.Number(group)}")} }}";
            else
                source.Notes.Warn(process.Type.Name, "Kubernetes knows users and groups by number alone: the image's user stays.");
        }

        private void NoteWhatIsLeftOut()
        {
            if (process.Restart.Condition != RestartCondition.Always)
                source.Notes.Warn(process.Type.Name, "a Deployment and a StatefulSet always restart their pods: its restart policy is left out.");
            if (process.Niceness is not null || process.Umask is not null || process.Limits.Count > 0)
                source.Notes.Warn(process.Type.Name, "Kubernetes sets no niceness, umask and ulimits: they are left out.");
        }

        private static string List(IEnumerable<string> items) => $"[{string.Join(", ", items.Select(Value))}]";
    }
}
