using System.Collections.Immutable;
using System.Text;
using System.Threading.Channels;
using Procfile.Core.Launching;
using Procfile.Core.Output;
using Procfile.Core.Supervision;
using Procfile.Tool.Input;

namespace Procfile.Tool.Running;

/// <summary>What a person sees of a run: the processes' lines, and the supervisor's own among them under the name <c>system</c>.</summary>
internal sealed class ConsoleOutput : IDisposable
{
    private const int DefaultColumns = 80, DefaultRows = 24, NarrowestColumns = 20, MostWordsKept = 1000;

    /// <summary>Who says what no process has written.</summary>
    internal static readonly OutputSource Own = new("system", "system", TypePosition: -1);

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly int _nameWidth;
    private readonly OutputChoices _choices;
    private readonly IOutputSink _screen;
    private readonly FileOutputSink? _files;
    private readonly Channel<string> _words = Channel.CreateBounded<string>(
        new BoundedChannelOptions(MostWordsKept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Task _saying;

    internal ConsoleOutput(ImmutableArray<ProcessType> types, SupervisorOptions options, OutputChoices choices)
    {
        _choices = choices;
        _nameWidth = types.Select(type => LongestName(type.Name, options)).Append(Own.Name.Length).Max();
        var lines = new PrefixedOutputSink(StandardOutput.Open(() => ReaderGone?.Invoke()), new PrefixedOutputOptions
        {
            Timestamps = choices.Timestamps,
            Prefix = choices.Prefix,
            QuietTypes = choices.QuietTypes,
            Colors = ColorWish.Of(Environment.GetEnvironmentVariable, !Console.IsOutputRedirected),
            NameWidth = _nameWidth,
        });
        _screen = choices.Overflow == OutputOverflow.Block ? lines : new BufferedOutputSink(lines, choices.Overflow);
        _files = choices.LogDirectory is null ? null : new FileOutputSink(choices.LogDirectory, new() { FileName = choices.LogName });
        // Files come first: they are to have what a screen that stands still has not shown.
        Sink = _files is null ? _screen : new CompositeOutputSink(_files, _screen);
        _saying = SayAll();
    }

    /// <summary>Whoever read the output is gone.</summary>
    internal event Action? ReaderGone;

    internal IOutputSink Sink { get; }

    /// <summary>The terminal that fits into this one beside the prefix.</summary>
    internal TerminalSize ProcessTerminal
    {
        get
        {
            if (Console.IsOutputRedirected || Console.WindowWidth <= 0)
                return new TerminalSize(DefaultColumns, DefaultRows);
            int prefix = (_choices.Prefix ? _nameWidth + " | ".Length : 0) + (_choices.Timestamps ? "HH:mm:ss ".Length : 0);
            return new TerminalSize((ushort)Math.Max(NarrowestColumns, Console.WindowWidth - prefix), (ushort)Math.Max(1, Console.WindowHeight));
        }
    }

    /// <summary>
    /// Shows a line of the supervisor's own; standard output is for the processes alone when there is no prefix to tell them apart. Never
    /// waits for a screen that stands still.
    /// </summary>
    internal void Say(string text) => _words.Writer.TryWrite(text);

    /// <summary>Says what is left to be said, and gives up after a while when nobody reads it.</summary>
    public void Dispose()
    {
        _words.Writer.TryComplete();
        _ = _saying.Wait(LastWords);
        (_screen as IDisposable)?.Dispose();
        _files?.Dispose();
    }

    private static int LongestName(string type, SupervisorOptions options) =>
        options.Formation?.Count(type) is > 0 and var count ? options.Naming.GetName(type, count, count).Length : 0;

    private async Task SayAll()
    {
        await foreach (string text in _words.Reader.ReadAllAsync().ConfigureAwait(false))
            SayNow(text);
    }

    private void SayNow(string text)
    {
        try
        {
            if (_choices.Prefix)
                _screen.Write(new OutputBatch(Own, Encoding.UTF8.GetBytes(text + "\n")));
            else
                Console.Error.WriteLine(text);
        }
        catch (IOException)
        {
            // There is no place to say it; the processes go on.
        }
    }
}
