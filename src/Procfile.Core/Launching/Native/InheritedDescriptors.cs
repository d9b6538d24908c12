using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Procfile.Core.Launching.Native;

/// <summary>
/// The descriptors a child keeps, held open during the spawn and moved out of the way of each other: the child gets them as 3, 4, …
/// one after the other, and none may be overwritten before it was copied.
/// </summary>
internal readonly ref struct InheritedDescriptors
{
    private const int FirstInherited = 3, LowestMoved = 64;

    private readonly ImmutableArray<SafeHandle> _handles;
    private readonly List<int>? _moved;
    private readonly int[] _numbers;

    internal InheritedDescriptors(ImmutableArray<SafeHandle> handles)
    {
        _handles = handles;
        _numbers = new int[handles.Length];
        for (int i = 0; i < _numbers.Length; i++)
        {
            bool added = false;
            handles[i].DangerousAddRef(ref added);
            int number = (int)handles[i].DangerousGetHandle();
            _numbers[i] = number;
            if (number == FirstInherited + i || number >= FirstInherited + _numbers.Length)
                continue;
            int moved = Libc.Control(number, Libc.DuplicateCloseOnExec, LowestMoved);
            if (moved >= 0)
                (_moved ??= []).Add(_numbers[i] = moved);
        }
    }

    internal ReadOnlySpan<int> Numbers => _numbers;

    public void Dispose()
    {
        foreach (int moved in _moved ?? [])
            _ = Libc.Close(moved);
        foreach (SafeHandle handle in _handles)
            handle.DangerousRelease();
    }
}
