namespace Procfile.Core.Launching.Native;

/// <summary>What a child gets for descriptors 0, 1 and 2.</summary>
internal readonly struct StandardStreams
{
    private StandardStreams(int output, string? terminal, bool areHosts) => (Output, Terminal, AreHosts) = (output, terminal, areHosts);

    /// <summary>The host's own.</summary>
    internal static StandardStreams OfHost => new(-1, null, areHosts: true);

    /// <summary>Nothing to read, and nobody who reads.</summary>
    internal static StandardStreams None => new(-1, null, areHosts: false);

    /// <summary>The descriptor that becomes 1 and 2; negative for none.</summary>
    internal int Output { get; }

    /// <summary>The terminal that becomes all three, or null.</summary>
    internal string? Terminal { get; }

    internal bool AreHosts { get; }

    /// <summary>Nothing to read, and one descriptor for both outputs.</summary>
    internal static StandardStreams To(int output) => new(output, null, areHosts: false);

    /// <summary>A terminal for all three; as the child leads a new session, it becomes its controlling terminal.</summary>
    internal static StandardStreams On(string terminal) => new(-1, terminal, areHosts: false);
}
