using System.Text;

namespace Procfile.Core.Fuzz;

/// <summary>Makes documents by changing, cutting and crossing earlier ones.</summary>
internal sealed class Mutator
{
    private const int Kept = 512;
    private const int Longest = 4096;

    private static readonly string[] Words =
    [
        "web: bin/server\n", "worker:x", ":", ": ", " : ", "\n", "\r\n", "\r", "\n\n", " ", "\t", "#", " # ", "//", "\\", "\\\n", "'", "\"", "=", "export ",
        "A=\"x\n", "B='", "$A", "${A:-b}", "\\$", "$(", "{", "}", "{\"a\":[1e99,\"\\ud800\"]}", "---\n", "<<<<<<<", "=======", ">>>>>>>", "|", "my-web", "My_Web", "web.1", "__proto__", "all", "17",
        "http://x", "\0", "\u0001", "\v", "\f", "\u001C", "\u001F", "\u0085", "\u00A0", "\u2028", "\u2029", "\u3000", "\uFEFF", "é", "☃", "😀",
    ];

    private readonly Random _random;
    private readonly List<byte[]> _pool;

    internal Mutator(Random random, IEnumerable<byte[]> seeds)
    {
        _random = random;
        _pool = [[], [0xFF, 0xFE, 0x77, 0x00, 0x3A], [0xFE, 0xFF, 0x00], [0xEF, 0xBB], .. Words.Select(Encoding.UTF8.GetBytes), .. seeds];
    }

    internal byte[] Next()
    {
        var document = Pick().ToList();
        for (var changes = _random.Next(1, 12); changes > 0; changes--)
            Change(document);
        if (document.Count > Longest)
            document.RemoveRange(Longest, document.Count - Longest);
        var result = document.ToArray();
        if (_pool.Count < Kept)
            _pool.Add(result);
        else if (_random.Next(8) == 0)
            _pool[_random.Next(Words.Length, _pool.Count)] = result;
        return result;
    }

    private byte[] Pick() => _pool[_random.Next(_pool.Count)];

    private void Change(List<byte> document)
    {
        var at = _random.Next(document.Count + 1);
        switch (_random.Next(6))
        {
            case 0:
                document.InsertRange(at, Pick());
                break;
            case 1 when at < document.Count:
                document.RemoveRange(at, Math.Min(document.Count - at, _random.Next(1, 8)));
                break;
            case 2 when at < document.Count:
                document[at] = (byte)_random.Next(256);
                break;
            case 3:
                var (from, length) = (_random.Next(document.Count + 1), _random.Next(40));
                document.InsertRange(at, document.Skip(from).Take(length).ToArray());
                break;
            default:
                document.InsertRange(at, Encoding.UTF8.GetBytes(Words[_random.Next(Words.Length)]));
                break;
        }
    }
}
