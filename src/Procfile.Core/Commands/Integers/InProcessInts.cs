namespace Procfile.Core.Commands.Integers;

/// <summary>Unique integers where no host-wide lock is known: they are unique in this process, over all registries.</summary>
internal static class InProcessInts
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Held = [];

    public static UniqueIntLease Acquire()
    {
        lock (Gate)
        {
            var value = 1;
            while (!Held.Add(value)) value++;
            return new UniqueIntLease(value, file: null, Release);
        }
    }

    private static void Release(int value)
    {
        lock (Gate) Held.Remove(value);
    }
}
