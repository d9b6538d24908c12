namespace Procfile.Core.Launching.Usage;

/// <summary>All processes of the machine.</summary>
/// <remarks>Members throw an <see cref="IOException"/> where the host has no descriptor left to look with.</remarks>
internal interface IProcessTable
{
    /// <summary>How long the machine has run.</summary>
    TimeSpan Uptime { get; }

    /// <summary>The ids of all; valid until it is asked again.</summary>
    ReadOnlySpan<int> Ids();

    /// <summary>The session of a process; 0 of the kernel's own threads, negative when there is no such process.</summary>
    int SessionOf(int id);

    bool TryRead(int id, out ProcessUse use);
}
