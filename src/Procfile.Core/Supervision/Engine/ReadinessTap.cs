using Procfile.Core.Output;

namespace Procfile.Core.Supervision.Engine;

/// <summary>Shows output to a readiness probe on its way to the sink; first, as the sink may block.</summary>
internal sealed class ReadinessTap(ReadinessContext readiness, IOutputSink sink) : IOutputSink
{
    public void Write(in OutputBatch batch)
    {
        readiness.Add(batch);
        sink.Write(batch);
    }
}
