using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Procfile.Core.Launching.Native;

/// <summary>
/// The limit of open descriptors. The host needs a high one, three for each process; the processes get the one that the host was
/// started with.
/// </summary>
internal static unsafe class OpenFileLimit
{
    private const int Resource = 7, ThisProcess = 0;
    private static readonly nint LimitCall = RuntimeInformation.ProcessArchitecture
        == Architecture.X64 ? 302 : 261;

    private static readonly Limits AtStart = Get(ThisProcess);
    private static readonly ulong? Inherited = FindInherited();

    /// <summary>Raises this host's soft limit to the hard one, as the CoreCLR runtime has done already and a native one has not.</summary>
    internal static void Raise()
    {
        if (AtStart.Soft < AtStart.Hard && Inherited is not null)
            Set(ThisProcess, AtStart with { Soft = AtStart.Hard });
    }

    /// <summary>Gives a process its limit.</summary>
    /// <param name="process">A child that has not been reaped.</param>
    /// <param name="wanted">The soft limit, or null for what the host was started with.</param>
    internal static void Apply(int process, int? wanted)
    {
        ulong? soft = wanted is { } number ? (ulong)Math.Max(0, number) : Inherited;
        if (soft is { } limit && limit != AtStart.Hard)
            Set(process, new Limits(Math.Min(limit, AtStart.Hard), AtStart.Hard));
    }

    private static ulong? FindInherited() => RuntimeFeature.IsDynamicCodeSupported ? OfParent() : AtStart.Soft;

    /// <summary>
    /// CoreCLR raises the soft limit before any managed code could look. The parent still has the one that this host was started
    /// with, unless somebody in between has set both limits.
    /// </summary>
    private static ulong? OfParent()
    {
        Limits parent = Libc.Parent() is > 1 and var id ? Get(id) : default;
        return parent.Hard == AtStart.Hard && parent.Soft < AtStart.Soft ? parent.Soft : null;
    }

    private static Limits Get(int process)
    {
        ulong* limits = stackalloc ulong[2];
        return Libc.SystemCall(LimitCall, process, Resource, 0, (nint)limits, 0) == 0 ? new Limits(limits[0], limits[1]) : default;
    }

    private static void Set(int process, Limits limits)
    {
        ulong* values = stackalloc ulong[2] { limits.Soft, limits.Hard };
        _ = Libc.SystemCall(LimitCall, process, Resource, (nint)values, 0, 0);
    }

    private readonly record struct Limits(ulong Soft, ulong Hard);
}
