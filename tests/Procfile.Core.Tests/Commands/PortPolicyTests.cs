using System.Net;
using System.Net.Sockets;
using Procfile.Core.Commands;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Commands;

public sealed class PortPolicyTests
{
    private static readonly string[] Types = ["web", "worker", "clock"];

    [Fact]
    public void Foremans_formula_is_the_default_and_a_type_without_processes_keeps_its_place() =>
        Assert.Equal(
            [new("web", 1, 5000), new("web", 2, 5001), new("clock", 1, 5200)],
            PortPolicy.Foreman.Assign(Types, Formation.Parse("web=2,clock=1"), 5000).ToArray());

    [Fact]
    public void Overmind_steps_by_ten() =>
        Assert.Equal([5000, 5010, 5100, 5110, 5200, 5210], Ports(PortPolicy.Overmind, "all=2"));

    [Fact]
    public void Forego_shares_a_port_within_a_type() =>
        Assert.Equal([5000, 5000, 5100, 5100, 5200, 5200], Ports(PortPolicy.Forego, "all=2"));

    [Fact]
    public void Shoreman_shares_one_port() => Assert.Equal([5000, 5000, 5000], Ports(PortPolicy.Shoreman, "all=1"));

    [Fact]
    public void Honcho_and_node_foreman_count_only_what_was_asked_for()
    {
        var selected = new HashSet<string> { "worker", "clock" };
        Assert.Equal([5000, 5100], Ports(PortPolicy.Honcho, "all=1", selected));
        Assert.Equal([5000, 5100], Ports(PortPolicy.NodeForeman, "all=1", selected));
        Assert.Equal([5100, 5200], Ports(PortPolicy.Foreman, "all=1", selected));
    }

    [Fact]
    public void Procfile_util_sorts_by_name() =>
        Assert.Equal([5100, 5200, 5000], Ports(PortPolicy.ProcfileUtil, "all=1"));

    [Fact]
    public void Without_ports_there_are_none()
    {
        Assert.Equal([null, null, null], Ports(PortPolicy.None, "all=1"));
        Assert.Null(PortPolicy.None.GetBasePort(3000));
    }

    [Fact]
    public void Beyond_the_last_port_there_is_none()
    {
        Assert.Equal(65_535, PortPolicy.Foreman.GetPort(65_535, 0, 1));
        Assert.Null(PortPolicy.Foreman.GetPort(65_535, 0, 2));
        Assert.Null(PortPolicy.Foreman.GetPort(5000, int.MaxValue, int.MaxValue));
    }

    [Fact]
    public void The_base_port_follows_each_tools_precedence()
    {
        Assert.Equal(1111, PortPolicy.Foreman.GetBasePort(1111, "2222", "3333"));
        Assert.Equal(2222, PortPolicy.Foreman.GetBasePort(null, "2222", "3333"));
        Assert.Equal(3333, PortPolicy.Foreman.GetBasePort(null, null, "3333"));
        Assert.Equal(5000, PortPolicy.Foreman.GetBasePort());
        Assert.Equal(2222, PortPolicy.Honcho.GetBasePort(1111, "2222", "3333"));
        Assert.Equal(3333, PortPolicy.Hivemind.GetBasePort(null, "2222", "3333"));
        Assert.Equal(5000, PortPolicy.Goreman.GetBasePort(null, "2222", "3333"));
        Assert.Equal(2222, PortPolicy.Forego.GetBasePort(5000, "2222", "3333"));
        Assert.Equal(2222, PortPolicy.Shoreman.GetBasePort(1111, "2222", "3333"));
    }

    [Fact]
    public void Every_Procfile_dialect_has_its_formations_ports_and_names()
    {
        Assert.Same(PortPolicy.Overmind, PortPolicy.For(ProcfileDialect.Overmind));
        Assert.Same(PortPolicy.None, PortPolicy.For(ProcfileDialect.Cloud66));
        Assert.Same(PortPolicy.Foreman, PortPolicy.For(ProcfileDialect.Portable));
        Assert.Same(FormationDialect.Honcho, FormationDialect.For(ProcfileDialect.Honcho));
        Assert.Same(FormationDialect.Portable, FormationDialect.For(ProcfileDialect.Goreman));
        Assert.Same(ProcessNaming.NodeForeman, ProcessNaming.For(ProcfileDialect.NodeForeman));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("65536")]
    public void A_base_that_is_no_port_is_none(string port) => Assert.Null(PortPolicy.Foreman.GetBasePort(null, port));

    [Fact]
    public void Node_foreman_refuses_a_low_base() => Assert.Null(PortPolicy.NodeForeman.GetBasePort(80));

    [Fact]
    public void Taken_ports_are_passed_over_when_asked_and_nobody_gets_one_twice()
    {
        var policy = PortPolicy.Foreman with { SkipTaken = true, TypeStep = 1 };
        var assigned = policy.Assign(Types, Formation.Parse("all=2"), 5000, isTaken: port => port is 5000 or 5002);
        Assert.Equal([5001, 5003, 5004, 5005, 5006, 5007], assigned.Select(assignment => assignment.Port!.Value));
        Assert.Equal([5000, 5001], Ports(PortPolicy.Foreman, "web=2"));
    }

    [Fact]
    public void A_port_somebody_listens_on_is_taken()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Assert.True(PortProbe.IsTaken(port));
        var policy = PortPolicy.Foreman with { SkipTaken = true };
        Assert.NotEqual(port, policy.GetPort(port, 0, 1, PortProbe.IsTaken));
    }

    private static int?[] Ports(PortPolicy policy, string formation, HashSet<string>? selected = null) =>
        [.. policy.Assign(Types, Formation.Parse(formation), policy.GetBasePort(), selected, _ => false).Select(assignment => assignment.Port)];
}
