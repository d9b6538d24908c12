using System.Diagnostics;
using System.Globalization;

namespace Procfile.Core.Tests.Output.Faults;

/// <summary>F54, F55: memory, of a host of its own, as others run in this one. The host tells KiB more than before at its peak.</summary>
public sealed class Memory
{
    [Theory(Timeout = 120_000)]
    [InlineData("line", 1)]
    [InlineData("flood", 8)]
    [InlineData("blocked", 8)]
    [InlineData("dropped", 8)]
    public async Task Stays_bounded_whatever_the_processes_write_and_however_slow_the_sink_is(string what, int processes)
    {
        var start = new ProcessStartInfo(TestChild.Path, ["output-memory", what, processes.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        // The compiler's own memory is not what is looked at.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        using Process host = Process.Start(start)!;
        string told = await host.StandardOutput.ReadToEndAsync();
        await host.WaitForExitAsync();
        Assert.Equal(0, host.ExitCode);
        Assert.InRange(int.Parse(told, CultureInfo.InvariantCulture), 0, 2 * 1024);
    }
}
