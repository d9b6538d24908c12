using System.CommandLine;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Control;

/// <summary>What a command has that talks to a running <c>start</c>.</summary>
internal sealed class ControlSession(ParseResult parsed, ControlClient client, Interruption interruption)
{
    internal ParseResult Parsed => parsed;

    internal ControlClient Client => client;

    internal Interruption Interruption => interruption;

    internal CancellationToken Cancellation => interruption.Token;

    internal bool Json => parsed.GetValue(SharedOptions.Json);

    /// <summary>Runs a command on the running <c>start</c> that the options name.</summary>
    /// <param name="parsed">The options.</param>
    /// <param name="command">The command.</param>
    /// <param name="watches">Whether it only watches: then an interruption is its ordinary end.</param>
    internal static int Use(ParseResult parsed, Func<ControlSession, Task<int>> command, bool watches = false)
    {
        IReadOnlyList<string> places = SocketPath.ToAsk(parsed);
        if (places.Count == 0)
        {
            return parsed.GetValue(SharedOptions.File) == FoundProcfile.StandardInput
                ? Complaints.Usage("a Procfile from standard input has no socket of its own: name that of its start with --socket")
                : Complaints.Fault($"there is no Procfile in {FoundProcfile.DirectoryOf(parsed)}: name it with -f, or the socket of its start with --socket");
        }

        using var client = new ControlClient(new SupervisorSocket(places, isNamed: parsed.ValueOf(SharedOptions.Socket) is not null));
        using var interruption = new Interruption();
        try
        {
            return command(new ControlSession(parsed, client, interruption)).GetAwaiter().GetResult();
        }
        catch (ControlFailure failure)
        {
            return Complaints.Fault(TerminalText.Clean(failure.Message));
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return watches ? ExitCodes.Fine : interruption.Code;
        }
    }
}
