using System.Collections.Immutable;
using System.Text;
using Procfile.Core.Launching;
using Procfile.Core.Output;
using Procfile.Core.Supervision;

namespace Procfile.Tool.Running;

/// <summary>What a person sees of a run: the processes' lines, and the supervisor's own among them under the name <c>system</c>.</summary>
internal sealed class ConsoleOutput(ImmutableArray<ProcessType> types, SupervisorOptions options)
{
    private const string SystemName = "system";
    private const int DefaultColumns = 80, DefaultRows = 24, NarrowestColumns = 20;

    private readonly OutputSource _system = new(SystemName, SystemName, types.Length);
    private IOutputSink? _sink;

    internal bool Timestamps { get; init; }

    internal bool Prefix { get; init; }

    internal IReadOnlyCollection<string> QuietTypes { get; init; } = [];

    internal IOutputSink Sink => _sink ??= new PrefixedOutputSink(Console.OpenStandardOutput(), new PrefixedOutputOptions
    {
        Timestamps = Timestamps && Prefix,
        Prefix = Prefix,
        QuietTypes = QuietTypes,
        Colors = WantsColors(),
        NameWidth = NameWidth,
    });

    /// <summary>The terminal that fits into this one beside the prefix.</summary>
    internal TerminalSize ProcessTerminal
    {
        get
        {
            if (Console.IsOutputRedirected || Console.WindowWidth <= 0)
                return new TerminalSize(DefaultColumns, DefaultRows);
            int prefix = Prefix ? NameWidth + " | ".Length + (Timestamps ? "HH:mm:ss ".Length : 0) : 0;
            return new TerminalSize((ushort)Math.Max(NarrowestColumns, Console.WindowWidth - prefix), (ushort)Math.Max(1, Console.WindowHeight));
        }
    }

    private int NameWidth => types.Select(type => LongestName(type.Name)).Append(SystemName.Length).Max();

    /// <summary>Shows a line of the supervisor's own; standard output is for the processes alone when there is no prefix to tell them apart.</summary>
    internal void Say(string text)
    {
        if (!Prefix)
        {
            Console.Error.WriteLine(text);
            return;
        }

        try
        {
            Sink.Write(new OutputBatch(_system, Encoding.UTF8.GetBytes(text + "\n")));
        }
        catch (IOException)
        {
            // Whoever read the output is gone; the processes go on.
        }
    }

    private int LongestName(string type) =>
        options.Formation?.Count(type) is > 0 and var count ? options.Naming.GetName(type, count, count).Length : 0;

    private static bool WantsColors() =>
        !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
}
