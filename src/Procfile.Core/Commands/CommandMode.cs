namespace Procfile.Core.Commands;

/// <summary>How a command is executed.</summary>
public enum CommandMode
{
    /// <summary>Direct when that is surely the same as what the shell would do, otherwise through the shell.</summary>
    Auto,

    /// <summary>Through the shell: <c>/bin/sh -c TEXT</c>, the variables exported, the shell expands.</summary>
    Shell,

    /// <summary>Without a shell: words are split and variables expanded as POSIX sh does, then the program is executed.</summary>
    Direct,
}
