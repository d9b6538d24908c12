using CsCheck;
using Procfile.Core.Output;

namespace Procfile.Core.Tests.Output;

/// <summary>However bytes are chunked, nothing of them is lost, torn or reordered, and the flags tell where lines begin and end.</summary>
public sealed class LineAssemblerProperties
{
    private const byte Newline = (byte)'\n';
    private static readonly OutputSource Source = new("web.1", "web", 0);

    private static readonly Gen<byte[]> Chunk = Gen.Frequency(
        (6, Gen.OneOf(Gen.Const(Newline), Gen.Byte).Array[0, 40]),
        (2, Gen.Byte.Where(value => value != Newline).Array[1, 200]),
        (2, Gen.Select(Gen.Int[-3, 3], Gen.Bool).Select((around, ended) => Long(LineAssembler.MaxLineLength + around, ended))),
        (1, Gen.Select(Gen.Int[0, 200_000], Gen.Bool).Select(Long)),
        (1, Gen.Const(Array.Empty<byte>())));

    [Fact]
    public void Batches_are_the_input_and_say_truly_how_they_are_cut() =>
        Gen.Select(Chunk, Gen.Int[0, 9]).Array[0, 12].Sample(steps => Check(steps), iter: 300);

    [Fact]
    public void A_byte_at_a_time_makes_the_same_lines()
    {
        var sink = new AllBatches();
        var lines = new LineAssembler(Source, sink);
        byte[] input = [.. "one\n\ntwo\r\n"u8, .. Long(LineAssembler.MaxLineLength, ended: true), .. Long(LineAssembler.MaxLineLength + 1, ended: true), .. "rest"u8];
        foreach (byte value in input)
            lines.Add([value]);
        lines.Flush();
        Assert.Equal(
            [4, 1, 5, LineAssembler.MaxLineLength + 1, LineAssembler.MaxLineLength, 2, 4],
            sink.All.Select(batch => batch.Bytes.Length));
        Assert.Equal(input, sink.All.SelectMany(batch => batch.Bytes));
    }

    private static void Check((byte[] Bytes, int Choice)[] steps)
    {
        var sink = new AllBatches();
        var lines = new LineAssembler(Source, sink);
        foreach ((byte[] bytes, int choice) in steps)
        {
            lines.Add(bytes);
            if (choice == 0)
                lines.Flush();
            Assert.True(choice != 0 || !lines.HoldsBack);
        }

        lines.Flush();
        Assert.Equal(steps.SelectMany(step => step.Bytes), sink.All.SelectMany(batch => batch.Bytes));
        bool inLine = false;
        foreach ((byte[] bytes, OutputFragment fragment, bool continues) in sink.All)
        {
            Assert.NotEmpty(bytes);
            Assert.InRange(bytes.Length, 1, LineAssembler.MaxLineLength + 1);
            Assert.Equal(inLine, continues);
            Assert.Equal(fragment == OutputFragment.None, bytes[^1] == Newline);
            // A piece of a line is a batch of its own; one that goes on ends with its line.
            if (fragment != OutputFragment.None || continues)
                Assert.True(bytes.AsSpan(0, bytes.Length - 1).IndexOf(Newline) < 0);
            if (fragment == OutputFragment.Cut)
                Assert.True(bytes.Length == LineAssembler.MaxLineLength);
            inLine = fragment != OutputFragment.None;
        }
    }

    private static byte[] Long(int length, bool ended)
    {
        var bytes = new byte[length + (ended ? 1 : 0)];
        for (int i = 0; i < length; i++)
            bytes[i] = (byte)('a' + (i % 26));
        if (ended)
            bytes[^1] = Newline;
        return bytes;
    }

    private sealed class AllBatches : IOutputSink
    {
        internal List<(byte[] Bytes, OutputFragment Fragment, bool Continues)> All { get; } = [];

        public void Write(in OutputBatch batch) => All.Add((batch.Bytes.ToArray(), batch.Fragment, batch.ContinuesLine));
    }
}
