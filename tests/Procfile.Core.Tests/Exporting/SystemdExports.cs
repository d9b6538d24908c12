using Procfile.Core.Exporting;
using Procfile.Core.Launching;

namespace Procfile.Core.Tests.Exporting;

/// <summary>What systemd makes of an export: what it has read, run as it would run it, receives what our own supervisor would give it.</summary>
public sealed class SystemdExports
{
    [ConsumerFact(SystemdReader.Manager, SystemdReader.EnvironmentGenerator, "setpriv")]
    public async Task Units_say_what_we_would_start()
    {
        using var cases = new ExportCases();
        cases.Export(Exporter.SystemdUser, "units");
        await AssertSameAsync(cases);
    }

    [ConsumerFact(SystemdReader.Manager, SystemdReader.EnvironmentGenerator, "setpriv")]
    public async Task Template_units_say_what_we_would_start()
    {
        using var cases = new ExportCases(numbered: true);
        cases.Export(Exporter.SystemdUser, "units", new ExportOptions { Style = UnitStyle.Templates });
        await AssertSameAsync(cases, portIsLate: true);
    }

    [ConsumerFact("systemd-analyze")]
    public async Task Systemd_finds_nothing_wrong_with_units()
    {
        using var cases = new ExportCases();
        ExportResult units = cases.Export(Exporter.Systemd, "units", new ExportOptions { User = "daemon", Limits = new Dictionary<ResourceLimit, long?> { [ResourceLimit.OpenFiles] = 4096 } });
        string[] services = [.. units.Files.Where(file => file.Path.EndsWith(".service", StringComparison.Ordinal)).Select(file => cases.Scratch($"units/{file.Path}"))];
        string said = await OtherSupervisor.RunAsync("env", [$"SYSTEMD_UNIT_PATH={cases.Scratch("units")}:", "sh", "-c", "exec systemd-analyze verify --man=no \"$@\" 2>&1", "sh", .. services]);
        Assert.Equal("", string.Join('\n', said.Split('\n').Where(line => line.Contains("shop-", StringComparison.Ordinal)).Take(5)));
    }

    private static Task AssertSameAsync(ExportCases cases, bool portIsLate = false) => cases.AssertSameAsync(
        async () =>
        {
            List<SystemdReader.Service> services = await SystemdReader.ReadAsync(cases.Scratch("units"), "shop.target", cases.Scratch(""));
            Assert.Equal(cases.Plan.Types.Length, services.Count);
            foreach (SystemdReader.Service service in services)
            {
                Dictionary<string, string> variables = service.EnvironmentFile is { } file ? await SystemdReader.ReadVariablesAsync(file, cases.Scratch("")) : [];
                foreach ((string name, string value) in service.Variables)
                    variables[name] = value;
                Assert.Equal(cases.Directory, service.Directory);
                // What systemd does when it starts: $$ is a dollar, and every other would be a variable.
                Assert.All(service.Arguments, argument => Assert.DoesNotContain('$', argument.Replace("$$", "", StringComparison.Ordinal)));
                await Report.LaunchAsync(new ProcessSpec
                {
                    Name = service.Name,
                    Arguments = [.. service.Arguments.Select(argument => argument.Replace("$$", "$", StringComparison.Ordinal))],
                    Environment = variables,
                    Directory = service.Directory,
                });
            }
        },
        _ => false,
        portIsLate);
}
