using System.Collections;
using System.Numerics;
using System.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>
/// Tells the lines whose name certainly occurs once from those whose name may occur again, in another case or with
/// <c>_</c> for <c>-</c> included. Nearly all are of the first sort, and need neither a string nor a place in a table.
/// </summary>
internal sealed class RepeatedNames
{
    private const int BitsPerName = 16;

    private readonly BitArray _lines;

    /// <summary>Finds the entries whose names share a hash.</summary>
    /// <param name="entries">The entries in file order.</param>
    /// <param name="hashes">The hash of the name of each.</param>
    internal RepeatedNames(ReadOnlySpan<ProcfileEntry> entries, ReadOnlySpan<uint> hashes)
    {
        _lines = new BitArray(entries.IsEmpty ? 0 : entries[^1].Line + 1);
        // Nothing but this in the loops, so that the processor can wait for many bits of a large set at a time.
        var seen = new BitSet(hashes.Length);
        var seenAgain = new BitSet(hashes.Length);
        foreach (var hash in hashes)
        {
            if (!seen.Add(hash))
                seenAgain.Add(hash);
        }

        for (var index = 0; index < hashes.Length; index++)
        {
            if (seenAgain.Contains(hashes[index]))
                _lines[entries[index].Line] = true;
        }
    }

    /// <summary>Whether the name in a line, counted from 1, may be the same as another one.</summary>
    internal bool MayHave(int line) => _lines[line];

    /// <summary>What Heroku makes of a name: lower case, <c>-</c> for <c>_</c>.</summary>
    internal static string Fold(string name) => name.Replace('_', '-').ToLowerInvariant();

    /// <summary>
    /// A hash that is the same for all names that <see cref="Fold"/> makes the same. Who writes names that share it
    /// gains nothing: they are looked up in a dictionary instead.
    /// </summary>
    internal static uint HashOf(ReadOnlySpan<byte> name)
    {
        const uint Prime = 0x01000193;
        if (!Ascii.IsValid(name))
            name = Encoding.UTF8.GetBytes(Fold(Encoding.UTF8.GetString(name)));
        var hash = 0x811C9DC5;
        foreach (var one in name)
            hash = (hash ^ (one == (byte)'_' ? (byte)'-' : one | 0x20u)) * Prime;
        return hash ^ (hash >> 15);
    }

    /// <summary>Bits found by hash: two hashes may have the same.</summary>
    private readonly struct BitSet(int names)
    {
        private readonly ulong[] _words = new ulong[BitOperations.RoundUpToPowerOf2((uint)names / (64 / BitsPerName) + 1)];

        internal bool Contains(uint hash) => (_words[(hash >> 6) & (uint)(_words.Length - 1)] & (1UL << (int)hash)) != 0;

        internal bool Add(uint hash)
        {
            ref var word = ref _words[(hash >> 6) & (uint)(_words.Length - 1)];
            var before = word;
            word |= 1UL << (int)hash;
            return word != before;
        }
    }
}
