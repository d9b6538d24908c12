using System.Text;
using Procfile.Core.Output;

namespace Procfile.Core.Tests.Supervision;

internal sealed class ThrowingSink : IOutputSink
{
    public void Write(in OutputBatch batch) => throw new InvalidOperationException("No room.");
}

internal sealed class BlockingSink(ManualResetEventSlim release) : IOutputSink
{
    public void Write(in OutputBatch batch) => release.Wait(TimeSpan.FromSeconds(50));
}

/// <summary>Blocks on a word, and remembers all that has come.</summary>
internal sealed class BlockingOnSink(string word, ManualResetEventSlim release) : IOutputSink
{
    private readonly StringBuilder _text = new();

    internal string Text
    {
        get
        {
            lock (_text)
                return _text.ToString();
        }
    }

    public void Write(in OutputBatch batch)
    {
        string text = Encoding.UTF8.GetString(batch.Bytes);
        if (text.Contains(word, StringComparison.Ordinal))
            release.Wait(TimeSpan.FromSeconds(50));
        lock (_text)
            _text.Append(text);
    }
}
