using System.CommandLine;
using System.Net;
using Procfile.Tool.Input;

namespace Procfile.Tool.Serving;

/// <summary>The options of <c>start</c> that say where it answers.</summary>
internal sealed record ServingChoices
{
    private static readonly Option<bool> NoSocketOption = new("--no-socket") { Description = "Does not listen for ps, scale, logs and the others." };

    private static readonly Option<IPEndPoint?> HttpOption = new("--http")
    {
        Description = $"Shows the processes on a page in the browser, and serves the API there too. Default: 127.0.0.1:{HttpAddress.UsualPort}.",
        HelpName = "ADDRESS",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result =>
        {
            if (result.Tokens is [])
                return new IPEndPoint(IPAddress.Loopback, 0);
            if (HttpAddress.TryParse(result.Tokens[0].Value, out IPEndPoint? address))
                return address;
            return OptionValues.Wrong<IPEndPoint?>(result, $"--http is a port, an address, or both, such as 127.0.0.1:{HttpAddress.UsualPort}, not \"{result.Tokens[0].Value}\"");
        },
    };

    internal static IReadOnlyList<Option> Options { get; } = [SharedOptions.Socket, NoSocketOption, HttpOption];

    /// <summary>The socket's path; null for none.</summary>
    internal string? Socket { get; private init; }

    /// <summary>Whether the socket was asked for by name, so that a run without it is none that was wished.</summary>
    internal bool IsSocketNamed { get; private init; }

    /// <summary>Where the page is shown; null for nowhere. Port 0: the usual one if it is free.</summary>
    internal IPEndPoint? Http { get; private init; }

    internal bool IsWished => Socket is not null || Http is not null;

    internal static ServingChoices From(ParseResult parsed) => new()
    {
        Socket = parsed.GetValue(NoSocketOption) ? null : SocketPath.Of(parsed),
        IsSocketNamed = parsed.ValueOf(SharedOptions.Socket) is not null,
        Http = parsed.ValueOf(HttpOption),
    };
}
