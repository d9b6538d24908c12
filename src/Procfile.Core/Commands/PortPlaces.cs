namespace Procfile.Core.Commands;

/// <summary>Which types have a place in the row of ports.</summary>
public enum PortPlaces
{
    /// <summary>Every entry of the Procfile, in its order, also one with no process.</summary>
    AllTypes,

    /// <summary>Only the types that were asked for, in the Procfile's order.</summary>
    SelectedTypes,

    /// <summary>Every type, in the ordinal order of the names.</summary>
    SortedTypes,
}
