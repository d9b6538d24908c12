using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Procfile.Core.Supervision;

/// <summary>What came of reading a plan: the plan, or why there is none.</summary>
public sealed record PlanReading
{
    private PlanReading(ProcessPlan? plan, ImmutableArray<string> problems) => (Plan, Problems) = (plan, problems);

    /// <summary>The plan; null when something is wrong.</summary>
    public ProcessPlan? Plan { get; }

    /// <summary>What is wrong, where (<c>Procfile:3:5: …</c>), and what to do. Empty when there is a plan.</summary>
    public ImmutableArray<string> Problems { get; }

    /// <summary>Whether there is a plan.</summary>
    [MemberNotNullWhen(true, nameof(Plan))]
    public bool IsPlan => Plan is not null;

    /// <summary>A plan that was read.</summary>
    /// <param name="plan">The plan.</param>
    public static PlanReading Of(ProcessPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new PlanReading(plan, []);
    }

    /// <summary>There is no plan.</summary>
    /// <param name="problems">What is wrong.</param>
    /// <exception cref="ArgumentException">Nothing is wrong.</exception>
    public static PlanReading Failed(IEnumerable<string> problems)
    {
        ImmutableArray<string> all = [.. problems];
        return all.IsEmpty ? throw new ArgumentException("Say what is wrong.", nameof(problems)) : new PlanReading(null, all);
    }
}
