using Procfile.Core.Exporting;

namespace Procfile.Core.Tests.Exporting;

/// <summary>What supervisors that can run here make of an export: each process receives what our own supervisor would give it.</summary>
public sealed class RunningExports
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [ConsumerFact("supervisord")]
    public async Task Supervisord_starts_what_we_would_start()
    {
        using var cases = new ExportCases();
        cases.Export(Exporter.Supervisord, "conf");
        File.WriteAllText(cases.Scratch("main.conf"), $"""
            [supervisord]
            logfile={cases.Scratch("supervisord.log")}
            pidfile={cases.Scratch("supervisord.pid")}
            nodaemon=true
            [include]
            files={cases.Scratch("conf")}/shop.conf
            """);
        await cases.AssertSameAsync(
            async () =>
            {
                await using var supervisord = OtherSupervisor.Start("supervisord", "-n", "-c", cases.Scratch("main.conf"));
                await cases.UntilReportedAsync(Patience, supervisord.Said);
                await supervisord.StopAsync();
                await cases.UntilQuietAsync();
            },
            name => name is "SUPERVISOR_ENABLED" or "SUPERVISOR_GROUP_NAME" or "SUPERVISOR_PROCESS_NAME" or "LC_ALL");
    }

    [ConsumerFact("runsvdir", "chpst")]
    public async Task Runit_starts_what_we_would_start()
    {
        using var cases = new ExportCases();
        cases.Export(Exporter.Runit, "service");
        await cases.AssertSameAsync(
            async () =>
            {
                await using var runsvdir = OtherSupervisor.Start("runsvdir", "-P", cases.Scratch("service"));
                await cases.UntilReportedAsync(Patience, runsvdir.Said);
                await runsvdir.StopAsync("HUP");
                await cases.UntilQuietAsync();
            },
            name => name is "LC_ALL");
    }

    [ConsumerFact("s6-svscan", "s6-envdir")]
    public async Task S6_starts_what_we_would_start()
    {
        using var cases = new ExportCases();
        cases.Export(Exporter.S6, "service");
        await cases.AssertSameAsync(
            async () =>
            {
                await using var svscan = OtherSupervisor.Start("s6-svscan", "-c", "1000", cases.Scratch("service"));
                await cases.UntilReportedAsync(Patience, svscan.Said);
                await svscan.StopAsync();
                await cases.UntilQuietAsync();
            },
            name => name is "LC_ALL");
    }
}
