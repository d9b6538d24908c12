namespace Procfile.Core.Output;

/// <summary>Takes output and forgets it.</summary>
internal sealed class NullSink : IOutputSink
{
    internal static NullSink Instance { get; } = new();

    public void Write(in OutputBatch batch)
    {
    }
}
