using System.Collections.Immutable;
using Procfile.Core.Syntax;

namespace Procfile.Core.Supervision;

/// <summary>Finds what speaks against loading a changed Procfile while the old one still runs well.</summary>
internal static class ReloadCheck
{
    internal static ImmutableArray<string> Find(ProcfileReading reading)
    {
        ImmutableArray<string> errors =
        [
            .. from diagnostic in reading.Diagnostics
               where diagnostic.Severity == DiagnosticSeverity.Error
               select diagnostic.ToString(),
        ];
        // Most likely it is just being written.
        return errors.IsEmpty && !reading.Entries.Any() ? ["There is no process type in it: write one like \"web: command\"."] : errors;
    }

    internal static ImmutableArray<string> Find(ProcessPlan plan) => plan.Types.IsEmpty
        ? ["There is no process type in it."]
        : [.. from type in plan.Types
              let problem = plan.Plan(type, 1, ProcessPlan.NeedsUniqueInt(type) ? 1 : null).Problem
              where problem is not null
              select $"{type.Name}: {problem.Message}"];
}
