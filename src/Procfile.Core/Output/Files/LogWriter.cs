namespace Procfile.Core.Output.Files;

/// <summary>A log, and the lines on their way into it.</summary>
internal sealed class LogWriter
{
    internal LogWriter(string path, FileOutputOptions options)
    {
        File = new LogFile(path, options);
        Lines = new PrefixedOutputSink(new LogStream(File), new PrefixedOutputOptions
        {
            Prefix = options.Prefix,
            Timestamps = options.Timestamps,
            Dates = true,
            TimeProvider = options.TimeProvider,
        });
    }

    internal LogFile File { get; }

    internal PrefixedOutputSink Lines { get; }
}
