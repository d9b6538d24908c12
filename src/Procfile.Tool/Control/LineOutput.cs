using System.CommandLine;
using System.Text;
using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Output;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;
using Procfile.Tool.Running;

namespace Procfile.Tool.Control;

/// <summary>Lines of processes as <c>start</c> shows them: the same names, colours and bytes, and the time at which each came.</summary>
internal sealed class LineOutput
{
    private readonly bool _prefix;
    private readonly string[] _types;
    private readonly TimeOfLine _time = new();
    private readonly PrefixedOutputSink _sink;

    /// <param name="stream">Where they go.</param>
    /// <param name="snapshot">All that runs: a type has the colour that it has in the whole.</param>
    /// <param name="names">Whose lines are shown; none for all.</param>
    /// <param name="parsed">The options.</param>
    internal LineOutput(Stream stream, SnapshotJson snapshot, string[] names, ParseResult parsed)
    {
        (_prefix, bool timestamps) = OutputChoices.LinesOf(parsed);
        _types = [.. snapshot.Types.Select(type => type.Name)];
        _sink = new PrefixedOutputSink(stream, new PrefixedOutputOptions
        {
            Prefix = _prefix,
            Timestamps = timestamps,
            Colors = ColorWish.Of(Environment.GetEnvironmentVariable, !Console.IsOutputRedirected),
            NameWidth = SnapshotView.Only(names, snapshot).Processes.Select(process => process.Name.Length).Append(ConsoleOutput.Own.Name.Length).Max(),
            TimeProvider = _time,
        });
    }

    internal void Write(LineJson line)
    {
        _time.Now = line.Time;
        byte[] bytes = line.Base64 is { } exact ? Convert.FromBase64String(exact) : Encoding.UTF8.GetBytes(line.Text);
        if (line.Fragment == OutputFragment.None)
            bytes = [.. bytes, (byte)'\n'];
        _sink.Write(new OutputBatch(
            new OutputSource(TerminalText.Clean(line.Process), line.Type, Math.Max(0, Array.IndexOf(_types, line.Type))), bytes, line.Fragment, line.ContinuesLine));
    }

    /// <summary>Says something that no process has written; on standard error where nothing would tell it from what they write.</summary>
    internal void Say(string text)
    {
        if (_prefix)
            _sink.Write(new OutputBatch(ConsoleOutput.Own, Encoding.UTF8.GetBytes(text + "\n")));
        else
            Complaints.Say(text);
    }

    private sealed class TimeOfLine : TimeProvider
    {
        internal DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
