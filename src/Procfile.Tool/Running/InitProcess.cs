using System.Runtime.InteropServices;
using Procfile.Core.Environments;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Portable;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Running;

/// <summary>
/// What process 1 of a container has to do: start the real one, pass signals on to it, reap whoever is left to process 1, and end as it
/// ends. The real one then sees the exits of its processes itself; from process 1 the .NET runtime takes some of them away.
/// </summary>
internal static class InitProcess
{
    private static readonly string[] PassedOn = ["HUP", "INT", "QUIT", "USR1", "USR2", "TERM"];

    internal static bool IsNeeded => OperatingSystem.IsLinux() && Environment.ProcessId == 1;

    internal static int Run(string[] arguments)
    {
        var relay = new SignalRelay();
        PosixSignalRegistration[] registrations = Array.ConvertAll(PassedOn, name => Register(name, relay));

        // As the runtime starts this one, it also reaps every stranger that is left to process 1.
        LaunchResult result = new PortableProcessLauncher().Start(SpecOf(arguments), relay);
        if (!result.Succeeded)
            return Complaints.Fault(result.Failure.Message);
        int code = result.Process.Exited.GetAwaiter().GetResult().ShellCode;
        Array.ForEach(registrations, registration => registration.Dispose());
        return code;
    }

    private static PosixSignalRegistration Register(string name, SignalRelay relay)
    {
        _ = ProcessSignal.TryParse(name, out ProcessSignal signal);
        // What is typed on a terminal reaches the real one by itself.
        bool isTyped = name is "INT" or "QUIT" && !Console.IsInputRedirected;
        return PosixSignalRegistration.Create((PosixSignal)signal.Number, context =>
        {
            context.Cancel = true;
            if (!isTyped)
                relay.PassOn(signal);
        });
    }

    private static ProcessSpec SpecOf(string[] arguments)
    {
        string program = Environment.ProcessPath!;
        // Run by "dotnet procfile.dll", the program is dotnet and the assembly its first argument.
        bool byHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new ProcessSpec
        {
            Name = "procfile",
            Arguments = [program, .. byHost ? Environment.GetCommandLineArgs()[..1] : [], .. arguments],
            Environment = ProcessVariables.OfThisProcess(),
            Streams = ProcessStreams.Inherited,
        };
    }
}
