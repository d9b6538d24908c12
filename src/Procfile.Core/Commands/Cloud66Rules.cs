using System.Collections.Immutable;
using Procfile.Core.Commands.Words;
using Procfile.Core.Syntax;

namespace Procfile.Core.Commands;

/// <summary>What Cloud 66 does with an entry beyond running it.</summary>
public static class Cloud66Rules
{
    /// <summary>The entry that is the web server of a Rack stack, in place of its Passenger.</summary>
    public const string CustomWeb = "custom_web";

    /// <summary>The entry that Rack stacks leave to Heroku.</summary>
    public const string Web = "web";

    // Their -d or -D forks to the background; to other programs it is a directory, a database or a debug switch.
    private static readonly string[] ServersWithShortFlag =
        ["puma", "pumactl", "unicorn", "unicorn_rails", "thin", "rainbows", "passenger", "sidekiq", "rackup", "resque", "gunicorn"];

    /// <summary>Whether an entry is run. On a Rack stack <c>web</c> is ignored, to avoid running Heroku's web server beside Passenger.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="isRackStack">Whether the application is a Rack application (Rails, Sinatra).</param>
    /// <returns>Whether it is run.</returns>
    public static bool IsRun(string name, bool isRackStack) => !(isRackStack && name == Web);

    /// <summary>What Cloud 66 would stumble over.</summary>
    /// <param name="entries">The entries of a Procfile.</param>
    /// <param name="isRackStack">Whether the application is a Rack application (Rails, Sinatra).</param>
    /// <returns>PF0911 for a command that forks to the background, PF0912 for an ignored <c>web</c>; at their places in the Procfile.</returns>
    public static ImmutableArray<Diagnostic> Check(IEnumerable<ProcfileEntry> entries, bool isRackStack)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var entry in entries)
        {
            if (!IsRun(entry.Name, isRackStack)) diagnostics.Add(CommandPlaces.AtName(entry, CommandDiagnostics.IgnoredWeb()));
            if (FindDaemonFlag(entry.Name, entry.Command) is { } flag) diagnostics.Add(CommandPlaces.InCommand(entry, flag));
        }

        return diagnostics.ToImmutable();
    }

    /// <summary>Finds a flag that makes a program fork to the background, where no supervisor can see it end (systemd's and ours).</summary>
    /// <param name="name">The entry's name; in <c>custom_web</c> a <c>-d</c> or <c>-D</c> always counts.</param>
    /// <param name="command">The command.</param>
    /// <returns>PF0911 at the flag, or null.</returns>
    public static Diagnostic? FindDaemonFlag(string name, string command)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(command);
        var hasShortFlag = name == CustomWeb;
        foreach (var word in new ShellWordReader(command).ReadAll())
        {
            var text = string.Concat(word.Parts.Where(static part => part.Kind != WordPartKind.Variable).Select(static part => part.Text));
            hasShortFlag |= ServersWithShortFlag.Contains(text[(text.LastIndexOf('/') + 1)..], StringComparer.Ordinal);
            if (IsDaemonFlag(text) || (hasShortFlag && text is "-d" or "-D")) return CommandDiagnostics.Daemonizes(text, word.Column);
        }

        return null;
    }

    private static bool IsDaemonFlag(string word)
    {
        var name = word.TrimStart('-');
        if (name.Length == word.Length || !name.StartsWith("daemon", StringComparison.Ordinal)) return false;
        var value = name.IndexOf('=', StringComparison.Ordinal) is >= 0 and var equals ? name[(equals + 1)..] : "";
        return value is not ("no" or "off" or "false" or "0");
    }
}
