using System.Globalization;

using System.Text.Json;
using System.Text.RegularExpressions;
using Procfile.Core.Exporting;
using Procfile.Core.Launching;

namespace Procfile.Core.Tests.Exporting;

/// <summary>
/// What the readers of those formats make of an export that nothing here can run: what they have read is run, and receives what our own
/// supervisor would give it.
/// </summary>
public sealed partial class ReadExports
{
    private const string Python = "/usr/bin/python3";

    [ConsumerFact(Python)]
    public async Task Property_lists_say_what_we_would_start()
    {
        using var cases = new ExportCases();
        cases.Export(Exporter.Launchd, "plists");
        JsonElement lists = await JsonOf(
            "import plistlib,json,sys,glob; print(json.dumps([plistlib.load(open(f,'rb')) for f in glob.glob(sys.argv[1]+'/*.plist')]))", cases.Scratch("plists"));
        await AssertSameAsync(cases, lists.EnumerateArray().Select(list => new ReadProcess(
            TypeOf(list.GetProperty("Label").GetString()!), Strings(list.GetProperty("ProgramArguments")), Map(list.GetProperty("EnvironmentVariables")), list.GetProperty("WorkingDirectory").GetString())));
    }

    [ConsumerFact("xmllint")]
    public async Task Property_lists_are_well_formed()
    {
        using var cases = new ExportCases();
        ExportResult result = cases.Export(Exporter.Launchd, "plists");
        await OtherSupervisor.RunAsync("xmllint", ["--noout", .. result.Files.Select(file => Path.Combine(cases.Scratch("plists"), file.Path))]);
    }

    [ConsumerFact("docker-compose", Python, "/usr/lib/python3/dist-packages/yaml")]
    public async Task Compose_reads_what_we_would_start()
    {
        using var cases = new ExportCases();
        cases.Export(Exporter.DockerCompose, "compose", new ExportOptions { ContainerDirectory = cases.Directory });
        // docker-compose checks the file by its schema, then replaces variables of its own environment, which has none.
        JsonElement services = await JsonOf(
            """
            import json, sys
            from compose.config import config
            from compose.config.environment import Environment
            print(json.dumps(config.load(config.find('/', [sys.argv[1]], Environment({}))).services, default=str))
            """, cases.Scratch("compose/docker-compose.yml"));
        await AssertSameAsync(cases, services.EnumerateArray().Select(service => new ReadProcess(
            TypeOf(service.GetProperty("name").GetString()!),
            [.. Strings(service.GetProperty("entrypoint")), .. Strings(service.GetProperty("command"))],
            Map(service.GetProperty("environment")),
            service.GetProperty("working_dir").GetString())));
    }

    [ConsumerFact(Python, "/usr/lib/python3/dist-packages/yaml")]
    public async Task Kubernetes_manifests_say_what_we_would_start()
    {
        using var cases = new ExportCases(numbered: true);
        cases.Export(Exporter.Kubernetes, "k8s", new ExportOptions { ContainerDirectory = cases.Directory });
        JsonElement[] manifests =
        [
            .. (await JsonOf("import yaml,json,sys,glob; print(json.dumps([d for f in glob.glob(sys.argv[1]+'/*.yaml') for d in yaml.safe_load_all(open(f))]))", cases.Scratch("k8s"))).EnumerateArray(),
        ];
        Dictionary<string, Dictionary<string, string>> secrets = manifests.Where(manifest => Kind(manifest) == "Secret").ToDictionary(NameOf, manifest => Map(manifest.GetProperty("stringData")));
        List<ReadProcess> processes = [];
        foreach (JsonElement manifest in manifests.Where(manifest => Kind(manifest) is "Deployment" or "StatefulSet"))
        {
            JsonElement spec = manifest.GetProperty("spec"), container = spec.GetProperty("template").GetProperty("spec").GetProperty("containers")[0];
            Assert.Equal(NameOf(manifest) == "shop-t0", Kind(manifest) == "StatefulSet");
            var variables = new Dictionary<string, string>(secrets[container.GetProperty("envFrom")[0].GetProperty("secretRef").GetProperty("name").GetString()!]);
            string type = TypeOf(NameOf(manifest) + "-1");
            foreach (JsonElement variable in container.GetProperty("env").EnumerateArray())
            {
                // A pod's name is whatever Kubernetes calls it: here what our supervisor would.
                string value = variable.TryGetProperty("value", out JsonElement given)
                    ? Resolved(given.GetString()!, variables)
                    : variable.GetProperty("valueFrom").GetProperty("fieldRef").GetProperty("fieldPath").GetString() == "metadata.name"
                        ? $"{type}.1"
                        : spec.GetProperty("ordinals").GetProperty("start").GetInt32().ToString(CultureInfo.InvariantCulture);
                variables[variable.GetProperty("name").GetString()!] = value;
            }

            string[] arguments = [.. Strings(container.GetProperty("command")).Concat(Strings(container.GetProperty("args"))).Select(argument => Resolved(argument, variables))];
            processes.Add(new ReadProcess(type, arguments, variables, container.GetProperty("workingDir").GetString()));
        }

        await AssertSameAsync(cases, processes, name => name is "PROCFILE_INDEX" or "PROCFILE_POD");

        static string Kind(JsonElement manifest) => manifest.GetProperty("kind").GetString()!;
        static string NameOf(JsonElement manifest) => manifest.GetProperty("metadata").GetProperty("name").GetString()!;
        static string Resolved(string text, Dictionary<string, string> variables) => KubernetesReference().Replace(text, match =>
            match.Value == "$$" ? "$" : variables.TryGetValue(match.Groups[1].Value, out string? value) ? value : match.Value);
    }

    [ConsumerFact("go", "/usr/share/gocode/src/github.com/hashicorp/hcl/v2")]
    public async Task Nomads_own_reader_reads_what_we_would_start()
    {
        using var cases = new ExportCases();
        cases.Export(Exporter.Nomad, "nomad", new ExportOptions { ContainerDirectory = cases.Directory });
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Exporting", "nomad.go.txt"), cases.Scratch("nomad.go"));
        string output = await OtherSupervisor.RunAsync("env", "GO111MODULE=off", "GOPATH=/usr/share/gocode", $"GOCACHE={cases.Scratch("go")}",
            "go", "run", cases.Scratch("nomad.go"), cases.Scratch("nomad/shop.nomad.hcl"), "1", "4711");
        using var groups = JsonDocument.Parse(output);
        // Nomad chooses the port and counts from 0: what differs by that is put back to what our supervisor would say.
        await AssertSameAsync(cases, groups.RootElement.EnumerateArray().Select(group =>
        {
            string type = group.GetProperty("name").GetString()!;
            string port = cases.Plan.Plan(cases.Plan.Types.Single(known => known.Name == type), 1).Port!.Value.ToString(CultureInfo.InvariantCulture);
            return new ReadProcess(
                type,
                [.. Strings(group.GetProperty("args")).Select(argument => argument.Replace("4711", port, StringComparison.Ordinal))],
                Map(group.GetProperty("env")).ToDictionary(variable => variable.Key, variable => variable.Key == "PORT" ? port : variable.Value),
                cases.Directory);
        }));
    }

    [Fact(Timeout = 120_000)]
    public async Task Scripts_of_upstart_run_what_we_would_start()
    {
        using var cases = new ExportCases();
        ExportResult result = cases.Export(Exporter.Upstart, "init");
        await AssertSameAsync(cases, result.Files.Where(file => file.Path.EndsWith("-1.conf", StringComparison.Ordinal)).Select(file =>
        {
            // upstart takes the lines between these two, each alone on its line.
            string[] lines = file.Text.Split('\n');
            int begin = Array.FindIndex(lines, line => line.Trim() == "script"), end = Array.FindIndex(lines, line => line.Trim() == "end script");
            Assert.Equal(lines.Length - 2, end);
            return new ReadProcess(TypeOf(Path.GetFileNameWithoutExtension(file.Path)), ["/bin/sh", "-e", "-c", string.Join('\n', lines[(begin + 1)..end])], new Dictionary<string, string>(), "/");
        }));
    }

    private static Task AssertSameAsync(ExportCases cases, IEnumerable<ReadProcess> processes, Func<string, bool>? added = null) => cases.AssertSameAsync(
        async () =>
        {
            ReadProcess[] all = [.. processes];
            Assert.Equal(cases.Plan.Types.Select(type => type.Name).Order(), all.Select(process => process.Type).Order());
            foreach (ReadProcess process in all)
            {
                await Report.LaunchAsync(new ProcessSpec
                {
                    Name = process.Type,
                    Arguments = [.. process.Arguments],
                    Environment = process.Variables,
                    Directory = process.Directory,
                });
            }
        },
        added ?? (_ => false));

    private static async Task<JsonElement> JsonOf(string script, string path)
    {
        using var document = JsonDocument.Parse(await OtherSupervisor.RunAsync(Python, "-c", script, path));
        return document.RootElement.Clone();
    }

    /// <summary>The type in a name such as <c>shop-t7-1</c>.</summary>
    private static string TypeOf(string name) => TypeInName().Match(name).Value;

    private static string[] Strings(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];

    private static Dictionary<string, string> Map(JsonElement map) => map.EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetString()!);

    [GeneratedRegex(@"\bt\d+\b")]
    private static partial Regex TypeInName();

    [GeneratedRegex(@"\$\$|\$\(([^()]*)\)")]
    private static partial Regex KubernetesReference();
}

/// <summary>A process as a reader of a format has read it.</summary>
internal sealed record ReadProcess(string Type, string[] Arguments, IReadOnlyDictionary<string, string> Variables, string? Directory);
