using System.Net;
using System.Net.Sockets;
using Procfile.Core.Commands;
using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Supervision;

public sealed class ProcessPlans
{
    [Fact]
    public void Taken_ports_are_passed_over_and_no_two_processes_get_one()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        int taken = ((IPEndPoint)listener.LocalEndpoint).Port;
        ProcessPlan plan = Plan("web=5", options =>
        {
            options.BasePort = taken - 2;
            options.Ports = PortPolicy.Foreman with { SkipTaken = true };
        });
        int?[] ports = [.. plan.Processes().Select(process => process.Port)];
        Assert.Equal(5, ports.Distinct().Count());
        Assert.DoesNotContain(taken, ports);
        Assert.Equal(ports, plan.Processes().Select(process => process.Port));
    }

    [Theory]
    [InlineData("web=0,worker=1", "worker.1=5100")]
    [InlineData("worker=1", "worker.1=5000")]
    public void Where_only_types_that_were_asked_for_have_a_place_one_that_is_asked_for_with_0_has_it_too(string formation, string expected)
    {
        ProcessPlan plan = Plan(formation, options => options.Ports = PortPolicy.NodeForeman);
        Assert.Equal(expected, string.Join(' ', plan.Processes().Select(process => $"{process.Name}={process.Port}")));
    }

    [Fact]
    public void A_formation_for_some_types_alone_leaves_the_others_out()
    {
        Formation formation = Formation.Parse("web=2", FormationDialect.Honcho).Only(["worker", "web"]);
        Assert.Equal((2, 1, 0), (formation.Count("web"), formation.Count("worker"), formation.Count("clock")));
    }

    [Fact]
    public void A_second_process_has_a_name_of_its_own_in_every_naming()
    {
        foreach (ProcessNaming naming in new[]
        {
            ProcessNaming.Foreman, ProcessNaming.Honcho, ProcessNaming.Forego, ProcessNaming.NodeForeman, ProcessNaming.Procodile,
            ProcessNaming.Overmind, ProcessNaming.Goreman, ProcessNaming.Hivemind, ProcessNaming.Shoreman, ProcessNaming.Cloud66,
        })
        {
            // One at the start, more after scaling up.
            var web = new ProcessType("web", "serve", 0);
            var plan = new ProcessPlan([web], new SupervisorOptions { Naming = naming });
            Assert.Equal(3, Enumerable.Range(1, 3).Select(index => plan.Plan(web, index).Name).Distinct().Count());
        }
    }

    [Fact]
    public void A_name_is_told_in_the_variable_of_the_naming_alone()
    {
        var host = new Dictionary<string, string> { ["PATH"] = "/bin", ["PS"] = "outer.1", ["HONCHO_PROCESS_NAME"] = "outer.1" };
        ProcessPlan plan = Plan("web=1", options => (options.Naming, options.Variables) = (ProcessNaming.Honcho, host));
        IReadOnlyDictionary<string, string> environment = plan.Processes()[0].Spec!.Environment;
        Assert.Equal(("outer.1", "web.1"), (environment["PS"], environment["HONCHO_PROCESS_NAME"]));
    }

    private static ProcessPlan Plan(string formation, Action<SupervisorOptions> configure)
    {
        var options = new SupervisorOptions { Formation = Formation.Parse(formation) };
        configure(options);
        return new ProcessPlan([new ProcessType("web", "serve $PORT", 0), new ProcessType("worker", "work", 1)], options);
    }
}
