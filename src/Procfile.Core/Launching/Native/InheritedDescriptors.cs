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

    private readonly List<SafeHandle> _held = [];
    private readonly List<int> _moved = [];
    private readonly int[] _numbers;

    private InheritedDescriptors(int count) => _numbers = new int[count];

    internal ReadOnlySpan<int> Numbers => _numbers;

    /// <summary>Takes hold of handles.</summary>
    /// <param name="handles">The handles; one of them may have been closed by now.</param>
    /// <param name="descriptors">To be disposed, also after a failure.</param>
    /// <returns>0, or the error number.</returns>
    internal static int Hold(ImmutableArray<SafeHandle> handles, out InheritedDescriptors descriptors)
    {
        descriptors = new InheritedDescriptors(handles.IsDefault ? 0 : handles.Length);
        for (int i = 0; i < descriptors._numbers.Length; i++)
        {
            int error = descriptors.Hold(handles[i], i);
            if (error != 0)
                return error;
        }

        return 0;
    }

    public void Dispose()
    {
        foreach (int moved in _moved)
            _ = Libc.Close(moved);
        foreach (SafeHandle handle in _held)
            handle.DangerousRelease();
    }

    private int Hold(SafeHandle handle, int place)
    {
        bool added = false;
        try
        {
            handle.DangerousAddRef(ref added);
        }
        catch (ObjectDisposedException)
        {
            return Errno.BadDescriptor;
        }

        _held.Add(handle);
        int number = (int)handle.DangerousGetHandle();
        bool stays = number == FirstInherited + place || number >= FirstInherited + _numbers.Length;
        int free = stays ? number : Libc.Control(number, Libc.DuplicateCloseOnExec, LowestMoved);
        if (free < 0)
            return Marshal.GetLastPInvokeError();
        if (!stays)
            _moved.Add(free);
        _numbers[place] = free;
        return 0;
    }
}
