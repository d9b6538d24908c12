using System.Globalization;
using System.Text;

namespace Procfile.Core.Benchmarks;

/// <summary>A document to read, and what the tables call it.</summary>
public sealed record Input(string Name, byte[] Bytes)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} ({Bytes.Length / 1e6:0.#} MB)");

    /// <summary>Entries of about sixty bytes, as in real Procfiles.</summary>
    internal static Input Entries(int count) =>
        Lines("entries", count, index => $"worker{index}: bundle exec sidekiq -q queue{index} -c 10 -e $RACK_ENV\n");

    internal static Input Variables(int count) =>
        Lines("variables", count, index => $"VARIABLE_{index}=\"postgres://user@host/{index}\" # the database\n");

    internal static Input Lines(string name, int count, Func<int, FormattableString> line)
    {
        var text = new StringBuilder(count * 64);
        for (var index = 0; index < count; index++)
            text.Append(line(index).ToString(CultureInfo.InvariantCulture));
        return new Input(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {name}"), Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>One piece of text again and again.</summary>
    internal static Input Repeat(string name, string piece, int bytes, string prefix = "")
    {
        var count = bytes / Encoding.UTF8.GetByteCount(piece);
        return new Input(name, Encoding.UTF8.GetBytes(new StringBuilder(prefix).Insert(prefix.Length, piece, count).ToString()));
    }
}
