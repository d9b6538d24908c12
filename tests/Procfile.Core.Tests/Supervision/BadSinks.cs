using Procfile.Core.Output;

namespace Procfile.Core.Tests.Supervision;

internal sealed class ThrowingSink : IOutputSink
{
    public void Write(in OutputBatch batch) => throw new InvalidOperationException("No room.");
}

internal sealed class BlockingSink(ManualResetEventSlim release) : IOutputSink
{
    public void Write(in OutputBatch batch) => release.Wait(TimeSpan.FromSeconds(50));
}
