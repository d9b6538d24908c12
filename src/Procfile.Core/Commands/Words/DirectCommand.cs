using System.Collections.Immutable;

namespace Procfile.Core.Commands.Words;

/// <summary>Makes the arguments of a command that is executed without a shell, and says when that is not the same as with one.</summary>
internal sealed record DirectCommand(
    ImmutableArray<string> Arguments, ImmutableArray<KeyValuePair<string, string>> Assignments, ShellNeed? Need)
{
    public static DirectCommand From(List<ShellWord> words, WordExpansion expansion, IReadOnlyDictionary<string, string> variables)
    {
        ShellNeed? need = null;
        var first = words.FindIndex(static word => word.AssignedName is null);
        var arguments = new List<string>();

        // The shell expands the command before the assignments in front of it.
        if (first >= 0)
        {
            for (var i = first; i < words.Count; i++) expansion.Expand(words[i], arguments);
        }

        var assignments = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        var assigned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in words.Take(first < 0 ? words.Count : first))
        {
            var name = word.AssignedName!;
            if (ShellVocabulary.IsOwnVariable(name)) Require(word.Column, $"An assignment to '{name}'");
            // Shells differ on whether an assignment sees the one before it.
            if (word.Parts.Any(part => RefersTo(part, assigned))) Require(word.Column, "An assignment that uses the one before it");
            assigned.Add(name);
            assignments.Add(new(name, expansion.ExpandAssignment(word)));
        }

        var column = first < 0 ? 1 : words[first].Column;
        var reason = arguments.Count == 0 ? "A command without a program" : WhyNotProgram(arguments, assignments.Count > 0, variables);
        if (reason is not null) Require(column, reason);
        if (ShellVocabulary.InfluenceOf(variables) is { } influence) Require(1, influence);

        if (IsExec(arguments)) arguments.RemoveAt(0);
        return new DirectCommand([.. arguments], assignments.ToImmutable(), expansion.Need ?? need);

        void Require(int at, string why) => need ??= new ShellNeed(at, why);
    }

    private static string? WhyNotProgram(
        List<string> arguments, bool hasAssignments, IReadOnlyDictionary<string, string> variables)
    {
        var program = arguments[0];
        if (IsExec(arguments))
        {
            // Whether an assignment before exec reaches the program differs between shells; exec's options are the shell's own.
            if (hasAssignments) return "An assignment before 'exec'";
            program = arguments[1];
            if (program is ['-', ..]) return "An option of 'exec'";
        }
        else if (ShellVocabulary.IsOwnCommand(program))
        {
            return $"'{program}'";
        }

        if (program.Length == 0) return "An empty program name";
        if (program.Contains('/', StringComparison.Ordinal)) return null;
        if (program is ['%' or '-', ..]) return $"'{program}'";

        // Without a usable PATH the shell searches where it was built to; dash gives '%' in PATH a meaning of its own.
        if (!variables.TryGetValue("PATH", out var path) || path.Length == 0 || path.Contains('%', StringComparison.Ordinal))
            return "The search for a program without an ordinary PATH";
        return null;
    }

    private static bool IsExec(List<string> arguments) => arguments.Count > 1 && arguments[0] == "exec";

    private static bool RefersTo(WordPart part, HashSet<string> names) =>
        (part.Kind == WordPartKind.Variable && names.Contains(part.Text)) || part.Alternative.Any(inner => RefersTo(inner, names));
}
