using System.Text;
using Procfile.Core.Output;

namespace Procfile.Core.Tests.Output.Faults;

/// <summary>Remembers every batch of every process, to the byte.</summary>
internal sealed class BytesSink : IOutputSink
{
    private readonly List<(string Process, byte[] Bytes, OutputFragment Fragment, bool Continues)> _batches = [];

    internal (string Process, byte[] Bytes, OutputFragment Fragment, bool Continues)[] Batches
    {
        get
        {
            lock (_batches)
                return [.. _batches];
        }
    }

    internal byte[] Of(string process) => [.. Batches.Where(batch => batch.Process == process).SelectMany(batch => batch.Bytes)];

    internal string TextOf(string process) => Encoding.UTF8.GetString(Of(process));

    public void Write(in OutputBatch batch)
    {
        lock (_batches)
            _batches.Add((batch.Source.Name, batch.Bytes.ToArray(), batch.Fragment, batch.ContinuesLine));
    }
}
