using System.Diagnostics;

namespace Procfile.Core.Tests.Exporting;

/// <summary>Another supervisor that runs for the time of a test, with nothing of the tests' own environment.</summary>
internal sealed class OtherSupervisor : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private OtherSupervisor(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    internal static OtherSupervisor Start(string program, params string[] arguments) => new(Process.Start(Info(program, arguments))!);

    /// <summary>Runs a program to its end and gives its standard output.</summary>
    internal static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(Info(program, arguments))!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(120));
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ends with {process.ExitCode}\n{await output}\n{await error}");
        return await output;
    }

    /// <summary>Asks it to end, by the signal it takes for that.</summary>
    internal async Task StopAsync(string signal = "TERM")
    {
        if (!_process.HasExited)
            await RunAsync("/bin/kill", "-s", signal, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

    internal string Said() => _process.HasExited ? $"{_output.Result}\n{_error.Result}" : "";

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static ProcessStartInfo Info(string program, string[] arguments)
    {
        var info = new ProcessStartInfo(ConsumerFactAttribute.Find(program) ?? program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        info.Environment.Clear();
        info.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        info.Environment["LC_ALL"] = "C.UTF-8";
        return info;
    }
}
