using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Procfile.Core.Commands;

namespace Procfile.Core.Tests.Commands;

/// <summary>Another process that leases integers: this assembly, started again with a role.</summary>
internal sealed class OtherSupervisor : IDisposable
{
    private const string Role = "PROCFILE_TEST_UNIQUE_INTS";
    private readonly Process _process;

    private OtherSupervisor(Process process) => _process = process;

    public int[] Values { get; private set; } = [];

    /// <summary>The child that inherited the first integer.</summary>
    public int ChildPid { get; private set; }

    public static OtherSupervisor Start(string directory, int count)
    {
        var start = new ProcessStartInfo(DotNet, ["exec", typeof(OtherSupervisor).Assembly.Location])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { [Role] = $"{count}:{directory}" },
        };
        return new OtherSupervisor(Process.Start(start)!);
    }

    /// <summary>Lets it begin, so that several can run against each other.</summary>
    public void Go() => _process.StandardInput.WriteLine();

    public OtherSupervisor Read()
    {
        var numbers = _process.StandardOutput.ReadLine()!.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        ChildPid = numbers[0];
        Values = numbers[1..];
        return this;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        if (ChildPid != 0) InheritingChild.KillForeign(ChildPid);
        _process.Dispose();
    }

    private static string DotNet =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
        ?? Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "dotnet");

#pragma warning disable CA2255 // The assembly is started as a program here, and its entry point belongs to the test framework.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void PlayRole()
    {
        if (Environment.GetEnvironmentVariable(Role)?.Split(':', 2) is not [var count, var directory]) return;
        Environment.SetEnvironmentVariable(Role, null);
        Console.In.ReadLine();
        var registry = new UniqueIntRegistry { Directory = directory };
        var leases = Enumerable.Range(0, int.Parse(count, CultureInfo.InvariantCulture)).Select(_ => registry.Acquire().Lease!).ToArray();
        var shared = leases[0].Share(out _)!;
        var child = new InheritingChild(shared);
        shared.Dispose();
        Console.Out.WriteLine(string.Join(' ', leases.Select(lease => lease.Value).Prepend(child.Pid)));
        Console.Out.Flush();
        Console.In.ReadLine();
        Environment.Exit(0);
    }
}
