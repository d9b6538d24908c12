using System.Buffers;

namespace Procfile.Core.Output.Buffering;

/// <summary>A batch copied into a rented array, to be written later. Without bytes it is an announcement.</summary>
internal readonly record struct KeptBatch(OutputSource Source, byte[]? Bytes, int Length, OutputFragment Fragment, bool ContinuesLine, long Order)
{
    private const int Overhead = 64;

    /// <summary>What it takes of the room, in bytes.</summary>
    internal int Cost => Length + Overhead;

    internal static KeptBatch Of(in OutputBatch batch, long order)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(batch.Bytes.Length);
        batch.Bytes.CopyTo(bytes);
        return new KeptBatch(batch.Source, bytes, batch.Bytes.Length, batch.Fragment, batch.ContinuesLine, order);
    }

    internal OutputBatch AsBatch() => new(Source, Bytes.AsSpan(0, Length), Fragment, ContinuesLine);

    internal void Return()
    {
        if (Bytes is not null)
            ArrayPool<byte>.Shared.Return(Bytes);
    }
}
