using Procfile.Core.Output;

namespace Procfile.Core.Tests.Output.Files;

/// <summary>A directory of logs; gone after the test.</summary>
internal sealed class LogDirectory : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("procfile-logs-").FullName;

    internal string[] Names => [.. Directory.GetFiles(Path).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    internal string File(string name) => System.IO.Path.Combine(Path, name);

    internal string Text(string name) => System.IO.File.ReadAllText(File(name));

    internal FileOutputSink Sink(Action<FileOutputOptions>? configure = null)
    {
        var options = new FileOutputOptions();
        configure?.Invoke(options);
        return new FileOutputSink(Path, options);
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
