namespace Procfile.Core.Output;

/// <summary>What happens to output that comes faster than it is taken, once the room for it is full.</summary>
public enum OutputOverflow
{
    /// <summary>The processes wait that write it: nothing is lost.</summary>
    Block,

    /// <summary>The oldest is dropped, of the process that has most, and counted: no process waits.</summary>
    DropOldest,
}
