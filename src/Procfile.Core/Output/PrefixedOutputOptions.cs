namespace Procfile.Core.Output;

/// <summary>How <see cref="PrefixedOutputSink"/> shows lines.</summary>
public sealed class PrefixedOutputOptions
{
    /// <summary>Whether and how each process type's prefix has a colour of its own.</summary>
    /// <value>Default: <see cref="PrefixColors.None"/>. A console turns it on for a terminal, unless <c>NO_COLOR</c> is set.</value>
    public PrefixColors Colors { get; set; }

    /// <summary>Whether lines begin with the time of day, as foreman's and honcho's do.</summary>
    /// <value>Default: <see langword="null"/>, where they have a prefix.</value>
    public bool? Timestamps { get; set; }

    /// <summary>Whether the time has the date before it.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool Dates { get; set; }

    /// <summary>Whether lines have the process's name before them.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool Prefix { get; set; } = true;

    /// <summary>
    /// The least width of the name, in characters. The sink widens it for the names of the formation before the first line, and when the
    /// formation gets a longer one.
    /// </summary>
    /// <value>Default: 6, as foreman, forego and overmind.</value>
    public int NameWidth { get; set; } = 6;

    /// <summary>Process types whose output is not shown.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyCollection<string> QuietTypes { get; set; } = [];

    /// <summary>Where the time of day comes from.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal bool HasTimestamps => Timestamps ?? Prefix;
}
