using System.Numerics;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>Finds entries by the bytes of their names, without a string for each.</summary>
internal sealed class NameIndex
{
    private readonly ProcfileEntry[] _entries;
    private readonly int[] _slots;

    /// <summary>Prepares to index the entries as they are filled in, as many as the array holds.</summary>
    internal NameIndex(ProcfileEntry[] entries)
    {
        _entries = entries;
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)entries.Length + 8) * 2];
    }

    /// <summary>The place of the first entry with the name, or -1 after noting <paramref name="place"/> for it.</summary>
    internal int FindOrAdd(ReadOnlySpan<byte> name, int place)
    {
        ref var slot = ref SlotFor(name);
        if (slot != 0)
            return slot - 1;
        slot = place + 1;
        return -1;
    }

    private ref int SlotFor(ReadOnlySpan<byte> name)
    {
        // Seeded per process, so that no document can be written to make the look-up slow.
        var hash = default(HashCode);
        hash.AddBytes(name);
        var mask = _slots.Length - 1;
        var index = hash.ToHashCode() & mask;
        while (_slots[index] != 0 && !_entries[_slots[index] - 1].NameBytes.SequenceEqual(name))
            index = (index + 1) & mask;
        return ref _slots[index];
    }
}
