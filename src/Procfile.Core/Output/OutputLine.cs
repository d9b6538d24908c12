using System.Text;

namespace Procfile.Core.Output;

/// <summary>One line of output, or one piece of a line that says so.</summary>
public sealed class OutputLine
{
    /// <summary>Who wrote it.</summary>
    public required OutputSource Source { get; init; }

    /// <summary>The bytes as they were written, without the newline.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Its number among all lines of all processes that a <see cref="RecentOutputSink"/> has taken, from 1; 0 elsewhere.</summary>
    public long Number { get; init; }

    /// <summary>Whether it ends in the middle of a line, and why.</summary>
    public OutputFragment Fragment { get; init; }

    /// <summary>Whether it begins in the middle of a line.</summary>
    public bool ContinuesLine { get; init; }

    /// <summary>How many lines the reader has missed before this one, because it was too slow.</summary>
    public long Missed { get; init; }

    /// <summary>The line as text, without a carriage return at its end; what is no UTF-8 shows as U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span is [.. var text, (byte)'\r'] ? text : Bytes.Span);

    /// <summary>The same line to a reader that has missed some before it.</summary>
    internal OutputLine After(long missed) => missed == 0
        ? this
        : new() { Source = Source, Bytes = Bytes, Time = Time, Number = Number, Fragment = Fragment, ContinuesLine = ContinuesLine, Missed = missed };

    /// <summary>The process and the text.</summary>
    public override string ToString() => $"{Source.Name} | {Text}";
}
