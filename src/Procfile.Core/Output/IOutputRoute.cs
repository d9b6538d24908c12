namespace Procfile.Core.Output;

/// <summary>A sink that only says which sink takes a process's output: each of those has a lane of its own.</summary>
internal interface IOutputRoute
{
    /// <summary>The sink for a process, always the same one.</summary>
    IOutputSink SinkFor(OutputSource source);
}
