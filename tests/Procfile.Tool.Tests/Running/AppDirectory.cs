using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Procfile.Tool.Tests.Running;

/// <summary>An application's directory in which the tool runs; gone after the test, with every process that was started in it.</summary>
internal sealed class AppDirectory : IDisposable
{
    /// <summary>Longer than anything takes: a run that reaches it hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _runtime = Directory.CreateTempSubdirectory("procfile-run-").FullName;

    static AppDirectory() => Signals.ForgetIgnored();

    internal AppDirectory(string? procfile = null)
    {
        Variables["XDG_RUNTIME_DIR"] = _runtime;
        if (procfile is not null)
            Write("Procfile", procfile);
    }

    /// <summary>Where runs listen when they are not told where.</summary>
    internal string Sockets => System.IO.Path.Combine(Variables["XDG_RUNTIME_DIR"], "procfile");

    internal static string Tool { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "procfile");

    internal string Path { get; } = Directory.CreateTempSubdirectory("procfile-tool-").FullName;

    /// <summary>What the tool finds in its environment: nothing of whoever runs the tests.</summary>
    internal Dictionary<string, string> Variables { get; } = new()
    {
        ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
        ["DOTNET_ROOT"] = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..")),
        [MarkedProcesses.Variable] = Guid.NewGuid().ToString("N"),
    };

    internal MarkedProcesses Processes => new(Variables[MarkedProcesses.Variable]);

    internal string File(string name) => System.IO.Path.Combine(Path, name);

    internal string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    internal string Write(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File(name), bytes);
        return File(name);
    }

    internal byte[] Bytes(string name) => System.IO.File.ReadAllBytes(File(name));

    internal string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    /// <summary>Runs the tool to its end.</summary>
    internal Task<ToolResult> RunAsync(params string[] arguments) => RunWithInputAsync([], arguments);

    /// <summary>Runs the tool to its end with something on standard input.</summary>
    internal Task<ToolResult> RunWithInputAsync(string input, params string[] arguments) =>
        RunWithInputAsync(Encoding.UTF8.GetBytes(input), arguments);

    /// <summary>Runs a shell's script to its end, with the tool in it.</summary>
    internal Task<ToolResult> RunShellAsync(string script) => RunToEndAsync("/bin/sh", [], ["-c", script]);

    internal Task<ToolResult> RunWithInputAsync(byte[] input, params string[] arguments) => RunToEndAsync(Tool, input, arguments);

    private async Task<ToolResult> RunToEndAsync(string program, byte[] input, string[] arguments)
    {
        using Process process = Launch(program, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A tool that refuses at once does not read its input.
        }

        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return new ToolResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} does not end.\n{await output}\n{await error}");
        }
    }

    /// <summary>Starts the tool and watches it run.</summary>
    internal RunningTool Start(params string[] arguments)
    {
        Process process = Launch(arguments);
        process.StandardInput.Close();
        return new RunningTool(process);
    }

    /// <summary>Starts the tool as if somebody had typed it.</summary>
    internal RunningTool StartOnTerminal(string commandLine) => StartProgramOnTerminal($"{Tool} {commandLine}");

    /// <summary>Starts any program as if somebody had typed it.</summary>
    internal RunningTool StartProgramOnTerminal(string commandLine) =>
        new(Launch(TerminalTheoryAttribute.Program, ["-qec", $"exec {commandLine}", "/dev/null"]));

    /// <summary>Starts the tool as process 1 of a process namespace of its own.</summary>
    internal RunningTool StartAsProcessOne(params string[] arguments)
    {
        Process process = Launch(ContainerFactAttribute.Words[0], [.. ContainerFactAttribute.Words[1..], Tool, .. arguments]);
        process.StandardInput.Close();
        return new RunningTool(process);
    }

    public void Dispose()
    {
        Processes.KillAll();
        Directory.Delete(Path, recursive: true);
        Directory.Delete(_runtime, recursive: true);
    }

    private Process Launch(string[] arguments) => Launch(Tool, arguments);

    private Process Launch(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in Variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
