namespace Procfile.Core.Syntax.Dialects;

/// <summary>Finds entries by the bytes of their names, without a string for each.</summary>
internal sealed class NameIndex
{
    private readonly List<ProcfileEntry> _entries;
    private int[] _slots;
    private int _count;

    internal NameIndex(List<ProcfileEntry> entries, int capacity)
    {
        _entries = entries;
        _slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, capacity * 2))];
    }

    /// <summary>The place of the first entry with the name, or -1 after noting <paramref name="place"/> for it.</summary>
    internal int FindOrAdd(ReadOnlySpan<byte> name, int place)
    {
        if (_count * 2 >= _slots.Length)
            Grow();
        ref var slot = ref SlotFor(name);
        if (slot != 0)
            return slot - 1;
        slot = place + 1;
        _count++;
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

    private void Grow()
    {
        var old = _slots;
        _slots = new int[old.Length * 2];
        foreach (var value in old)
        {
            if (value != 0)
                SlotFor(_entries[value - 1].NameBytes) = value;
        }
    }
}
