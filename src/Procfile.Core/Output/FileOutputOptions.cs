namespace Procfile.Core.Output;

/// <summary>How <see cref="FileOutputSink"/> names, writes and rotates its files.</summary>
public sealed class FileOutputOptions
{
    /// <summary>The name of the file for a process, see <see cref="OutputFileName"/>. Processes with the same name share the file.</summary>
    /// <value>Default: <see cref="OutputFileName.OfProcess"/>, <c>web.1.log</c>.</value>
    public Func<OutputSource, string> FileName { get; set; } = OutputFileName.OfProcess;

    /// <summary>The size, in bytes, beyond which a file is put aside and a new one begun; 0 for none.</summary>
    /// <value>Default: 10 MiB. A file grows beyond it by a line that is longer, never by more than 64 KiB.</value>
    public long MaxBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>The age after which a file is put aside and a new one begun.</summary>
    /// <value>Default: <see langword="null"/>, none.</value>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>How many files that were put aside are kept: <c>web.1.log.1</c>, the newest, to <c>web.1.log.5</c>.</summary>
    /// <value>Default: 5.</value>
    public int Keep { get; set; } = 5;

    /// <summary>Whether lines begin with date and time.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool Timestamps { get; set; }

    /// <summary>Whether lines have the process's name before them, for files that several share.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool Prefix { get; set; }

    /// <summary>The mode of new files; the umask takes away from it.</summary>
    /// <value>Default: 0640, as logs may hold secrets.</value>
    public UnixFileMode Mode { get; set; } = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    /// <summary>Where the time comes from.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
