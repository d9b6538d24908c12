using System.Text;
using CsCheck;
using Procfile.Core.Bytes;

namespace Procfile.Core.Tests.Syntax;

/// <summary>Generates documents that are likely to be interesting.</summary>
internal static class Documents
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        "web", "worker", "my-web", "My_Web", "web.1", "all", "1", "__proto__", ":", ": ", " : ", ":\t", " ", "\t", "\n", "\n", "\r\n", "\r",
        "#", " # c", "//", " // d", "\\", "\\\n", "'", "\"", "a b", "$PORT", "{{UNIQUE_INT}}", "|", "=", "<<<<<<<", "=======", "---",
        "http://x", "\u00A0", "\u2028", "\u0085", "\v", "\f", "\0", "\uFEFF", "é", "☃", "export ", "A=", "A=\"x\n", "B='y", "${A:-z}", "\\$B", "{", "}");

    private static readonly Gen<string> Line = Gen.OneOf("web: bin/server", "worker: rake jobs:work # c", "  job : x  ", "a:b", "# note", "", "prose here", "A=1", "B=\"$A\"");

    public static Gen<string> Text { get; } = Gen.OneOf(
        Piece.Array[0, 40].Select(string.Concat),
        Line.Array[0, 12].Select(lines => string.Join('\n', lines)),
        Gen.Select(Line.Array[0, 6], Piece.Array[0, 10], (lines, pieces) => string.Join("\r\n", lines) + string.Concat(pieces)));

    /// <summary>A text as a console shows it: bytes that are no UTF-8 are U+FFFD.</summary>
    public static string Shown(string text) => Encoding.UTF8.GetString(RawText.Encode(text));

    public static Gen<byte[]> Bytes { get; } = Gen.OneOf(
        Text.Select(Encoding.UTF8.GetBytes),
        Gen.Select(Text, Gen.Byte.Array[0, 4], Gen.Int[0, 1000], (text, noise, at) =>
        {
            var bytes = Encoding.UTF8.GetBytes(text).ToList();
            bytes.InsertRange(bytes.Count == 0 ? 0 : 1 + (at % bytes.Count), noise);
            // A byte order mark of UTF-16 would make another kind of document of it.
            return bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ? [] : bytes.ToArray();
        }));
}
