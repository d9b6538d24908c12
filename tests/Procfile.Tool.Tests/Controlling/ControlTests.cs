using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests.Controlling;

/// <summary>A directory with a socket in it, and the tool that asks there.</summary>
public abstract class ControlTests : IDisposable
{
    private protected AppDirectory App { get; } = new("web: true\nworker: true\n");

    private protected string Socket => App.File("s");

    public void Dispose()
    {
        App.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<ToolResult> RunAsync(params string[] arguments) => App.RunAsync([.. arguments, "--socket", "s"]);

    private protected Task<FakeSupervisor> ListenAsync() => FakeSupervisor.ListenAsync(Socket);
}
