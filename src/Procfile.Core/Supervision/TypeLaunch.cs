using System.Collections.Immutable;
using Procfile.Core.Commands;
using Procfile.Core.Launching;

namespace Procfile.Core.Supervision;

/// <summary>What all processes of a type are started with; what each has for itself comes on top.</summary>
internal sealed record TypeLaunch
{
    internal required string Command { get; init; }

    internal required CommandMode Mode { get; init; }

    internal required string ShellPath { get; init; }

    internal required Dictionary<string, string> Variables { get; init; }

    internal required PlanPorts Ports { get; init; }

    internal string? Directory { get; init; }

    internal TerminalSize? Terminal { get; init; }

    internal string? User { get; init; }

    internal int? Niceness { get; init; }

    internal UnixFileMode? Umask { get; init; }

    internal int? OpenFiles { get; init; }

    /// <summary>What is different, in words. Of variables the names alone: their values may be secret.</summary>
    internal ImmutableArray<string> DifferencesTo(TypeLaunch other)
    {
        var differences = ImmutableArray.CreateBuilder<string>();
        Compare(Command, other.Command, "command");
        Compare(Directory, other.Directory, "directory");
        differences.AddRange(VariablesThatDiffer(other).Order(StringComparer.Ordinal).Select(name => $"variable {name}"));
        if (!Ports.CountLike(other.Ports))
            differences.Add("port");
        Compare((Mode, ShellPath), (other.Mode, other.ShellPath), "shell");
        Compare(Terminal, other.Terminal, "terminal");
        Compare(User, other.User, "user");
        Compare(Niceness, other.Niceness, "niceness");
        Compare(Umask, other.Umask, "umask");
        Compare(OpenFiles, other.OpenFiles, "open files");
        return differences.ToImmutable();

        void Compare<T>(T mine, T theirs, string name)
        {
            if (!EqualityComparer<T>.Default.Equals(mine, theirs))
                differences.Add(name);
        }
    }

    private IEnumerable<string> VariablesThatDiffer(TypeLaunch other)
    {
        // Types have most variables in common, in one and the same dictionary.
        if (ReferenceEquals(Variables, other.Variables))
            return [];
        return Variables.Where(variable => !other.Variables.TryGetValue(variable.Key, out string? value) || value != variable.Value)
            .Select(variable => variable.Key)
            .Concat(other.Variables.Keys.Where(name => !Variables.ContainsKey(name)));
    }
}
