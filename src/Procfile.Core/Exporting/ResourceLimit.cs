namespace Procfile.Core.Exporting;

/// <summary>A limit of <c>setrlimit</c>, by the names of <c>limits.conf</c>.</summary>
public enum ResourceLimit
{
    /// <summary><c>nofile</c>: open files.</summary>
    OpenFiles,

    /// <summary><c>nproc</c>: processes of the user.</summary>
    Processes,

    /// <summary><c>core</c>: size of a core dump, in bytes.</summary>
    CoreSize,

    /// <summary><c>cpu</c>: seconds on a processor.</summary>
    ProcessorSeconds,

    /// <summary><c>data</c>: data segment, in bytes.</summary>
    DataSize,

    /// <summary><c>fsize</c>: size of a file it writes, in bytes.</summary>
    FileSize,

    /// <summary><c>memlock</c>: locked memory, in bytes.</summary>
    LockedMemory,

    /// <summary><c>rss</c>: physical memory, in bytes. Linux does not enforce it.</summary>
    ResidentSize,

    /// <summary><c>stack</c>: stack, in bytes.</summary>
    StackSize,

    /// <summary><c>as</c>: address space, in bytes.</summary>
    AddressSpace,
}
