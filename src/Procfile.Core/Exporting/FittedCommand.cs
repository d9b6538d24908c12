using System.Collections.Immutable;

namespace Procfile.Core.Exporting;

/// <summary>
/// A process's command and variables, so that a format can hold both: variables that it cannot hold go in front of the command, by
/// <c>env</c>; arguments that it cannot hold go into a shell's line.
/// </summary>
internal sealed record FittedCommand(ImmutableArray<string> Arguments, IReadOnlyList<KeyValuePair<string, string>> Variables, bool HoldsValues)
{
    private const string Env = "/usr/bin/env";

    /// <param name="process">The process.</param>
    /// <param name="variables">The variables to place.</param>
    /// <param name="holdsVariable">Whether the format has a place for such a variable.</param>
    /// <param name="holdsArgument">Whether the format can write such an argument.</param>
    /// <param name="findsPrograms">Whether the format looks up programs on the process's own <c>PATH</c>, as we do.</param>
    internal static FittedCommand Of(
        ExportedProcess process,
        IEnumerable<KeyValuePair<string, string>> variables,
        Func<string, string, bool> holdsVariable,
        Func<string, bool> holdsArgument,
        bool findsPrograms = false)
    {
        ILookup<bool, KeyValuePair<string, string>> all = variables.ToLookup(variable => holdsVariable(variable.Key, variable.Value));
        List<KeyValuePair<string, string>> held = [.. all[true]], others = [.. all[false]];
        IReadOnlyList<string> arguments = process.Arguments;
        // env would take such a program for a variable, or for its option.
        bool isOdd = arguments[0].Contains('=', StringComparison.Ordinal) || arguments[0].StartsWith('-');
        bool needsEnv = others.Count > 0 || (!findsPrograms && !IsShell(process));
        if (!needsEnv && arguments.All(holdsArgument))
            return new([.. arguments], held, HoldsValues: false);

        string[] inFront = [.. others.Select(variable => $"{variable.Key}={variable.Value}")];
        bool fits = !isOdd && inFront.Concat(arguments).All(holdsArgument) && others.All(variable => !variable.Key.StartsWith('-'));
        if (fits)
            return new([Env, .. inFront, .. arguments], held, others.Count > 0);
        // A shell drops variables whose names are none of its own: these have to come after it.
        others.AddRange(held.Where(variable => !AsciiShell.IsIdentifier(variable.Key)));
        held.RemoveAll(variable => !AsciiShell.IsIdentifier(variable.Key));
        return new([.. AsciiShell.Run(others, arguments)], held, others.Count > 0);
    }

    /// <summary>A shell is executed by its path; anything else may be a name, or a script that only a search knows how to run.</summary>
    internal static bool IsShell(ExportedProcess process) => process.Arguments is [['/', ..], "-c", _];
}
