using System.Text;
using CsCheck;
using Procfile.Core.Bytes;

namespace Procfile.Core.Tests.Bytes;

public sealed class RawTextTests
{
    // Single bytes, starts of sequences without their end, overlong and surrogate sequences, and good text between.
    private static readonly Gen<byte[]> Pieces = Gen.OneOf<byte[]>(
        Gen.Byte.Array[0, 4],
        Gen.OneOf<string>("a", "é", "中", "😀", "\uFFFD", "\0", "=").Select(Encoding.UTF8.GetBytes),
        Gen.OneOf<byte[]>([0xC3], [0xE4, 0xB8], [0xF0, 0x9F, 0x98], [0xC0, 0x80], [0xED, 0xB2, 0x80], [0xF5], [0xFF, 0xFE], [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]));

    [Fact]
    public void Any_bytes_come_back_as_they_were() => Pieces.Array[0, 8].Select(pieces => pieces.SelectMany(piece => piece).ToArray()).Sample(
        bytes =>
        {
            var text = RawText.Decode(bytes);
            Assert.Equal(bytes, RawText.Encode(text));
            Assert.Equal(bytes.Length, RawText.ByteCount(text));
            Assert.True(RawText.MaximumByteCount(text) >= bytes.Length);
        },
        iter: 20_000);

    [Fact]
    public void Good_text_is_what_it_always_was()
    {
        const string text = "plain é 中 😀 \uFFFD";
        Assert.Equal(text, RawText.Decode(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(Encoding.UTF8.GetBytes(text), RawText.Encode(text));
    }

    [Fact]
    public void A_byte_that_is_no_utf8_is_one_lone_surrogate() =>
        Assert.Equal("caf\uDCE9 \uDCF0\uDC9F", RawText.Decode([.. "caf"u8, 0xE9, .. " "u8, 0xF0, 0x9F]));

    [Fact]
    public void A_lone_surrogate_that_is_no_byte_is_replaced_as_always()
    {
        foreach (var text in new[] { "\uD83D", "\uDC7F", "\uDD00x", "x\uD83D\uD83D", "\uDFFF" })
        {
            Assert.Equal(Encoding.UTF8.GetBytes(text), RawText.Encode(text));
            Assert.Equal(Encoding.UTF8.GetByteCount(text), RawText.ByteCount(text));
        }
    }

    [Fact]
    public void A_pair_whose_second_half_looks_like_a_byte_stays_a_character()
    {
        const string skull = "\U0001F480"; // D83D DC80
        Assert.Equal(Encoding.UTF8.GetBytes(skull), RawText.Encode(skull));
        Assert.Equal(4, RawText.ByteCount(skull));
    }
}
