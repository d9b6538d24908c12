using System.Runtime.InteropServices;

namespace Procfile.Core.Commands;

/// <summary>A leased integer. It is free again when the lease is disposed and every child that inherited it is gone.</summary>
public sealed class UniqueIntLease : IDisposable
{
    private Action<int>? _released;

    internal UniqueIntLease(int value, SafeHandle? handle, Action<int> released)
    {
        Value = value;
        Handle = handle;
        _released = released;
    }

    /// <summary>The integer, 1 or more.</summary>
    public int Value { get; }

    /// <summary>
    /// The descriptor that holds the lock, closed on exec. A launcher duplicates it into the child, so that the lease lasts as long as
    /// the child does.
    /// </summary>
    /// <value>Null when the lease is not host-wide.</value>
    public SafeHandle? Handle { get; }

    /// <summary>Whether the integer is unique on the host, not only in this process.</summary>
    public bool IsHostWide => Handle is not null;

    /// <summary>Gives the integer back, unless a child still holds it.</summary>
    public void Dispose()
    {
        var released = Interlocked.Exchange(ref _released, null);
        if (released is null) return;
        Handle?.Dispose();
        released(Value);
    }
}
