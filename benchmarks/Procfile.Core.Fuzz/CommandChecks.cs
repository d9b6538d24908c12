using System.Text;
using Procfile.Core.Commands;
using Procfile.Core.Supervision;

namespace Procfile.Core.Fuzz;

/// <summary>What must hold for any text taken for a command, a formation, a stop sequence or a change of scale.</summary>
internal static class CommandChecks
{
    private static readonly Dictionary<string, string> Variables = new() { ["PORT"] = "5000", ["A"] = "a b", ["STAR"] = "*", ["EMPTY"] = "" };

    private static readonly FormationDialect[] Formations =
    [
        FormationDialect.Portable, FormationDialect.Foreman, FormationDialect.Honcho, FormationDialect.Forego,
        FormationDialect.Overmind, FormationDialect.ProcfileUtil, FormationDialect.NodeForeman,
    ];

    internal static void Run(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        foreach (var mode in Enum.GetValues<CommandMode>())
            CheckExpansion(text, mode);
        foreach (var dialect in Formations)
            CheckFormation(text, dialect);
        CheckStopSequence(text);
        CheckScaleChange(text);
    }

    private static void CheckExpansion(string text, CommandMode mode)
    {
        var expanded = new CommandExpander { Mode = mode }.Expand(text, Variables);
        foreach (var diagnostic in expanded.Diagnostics)
            Check.HasPlace(diagnostic);
        if (expanded.ShellNeed is { } need)
            Check.That(need.Column > 0 && need.Column <= text.Length + 1, "a need for the shell has a place");
        if (expanded.Mode == CommandMode.Shell && expanded.Arguments.Length > 0)
            Check.That(expanded.Arguments is [_, "-c", var handed] && handed.EndsWith(expanded.Text, StringComparison.Ordinal), "the shell gets the text unchanged");
        _ = expanded.ToDisplayString();
    }

    private static void CheckFormation(string text, FormationDialect dialect)
    {
        var formation = Formation.Parse(text, dialect);
        foreach (var diagnostic in formation.Diagnostics)
            Check.HasPlace(diagnostic);
        foreach (var type in (string[])["web", "all", text])
            Check.That(formation.Count(type) >= 0, "a count is never negative");
    }

    private static void CheckStopSequence(string text)
    {
        if (!StopSequence.TryParse(text, out var sequence, out var error))
        {
            Check.That(error.Length > 0, "a refused stop sequence has a reason");
            return;
        }

        Check.That(sequence.Steps.Length > 0 && sequence.InitialWait >= TimeSpan.Zero, "a stop sequence has steps");
        Check.That(sequence.Steps.All(step => step.Wait >= TimeSpan.Zero), "a wait is never negative");
        Check.That(StopSequence.Parse(sequence.ToString()).ToString() == sequence.ToString(), "a stop sequence comes back");
    }

    private static void CheckScaleChange(string text)
    {
        if (ScaleChange.TryParse(text, out var change, out var problem))
            Check.That(change.IsRelative || change.Amount >= 0, "a number of processes is never negative");
        else
            Check.HasPlace(problem);
    }
}
