using System.Runtime.InteropServices;
using Procfile.Core.Commands;
using Procfile.Core.Launching;

namespace Procfile.Core.Supervision.Engine;

/// <summary>Makes specs for the launch desk, and leases a unique integer for those processes that need one and have none yet.</summary>
internal sealed class SpecFactory(UniqueIntRegistry registry)
{
    internal PreparedSpec Prepare(LaunchRequest request)
    {
        ProcessType type = request.Rules.Definition;
        UniqueIntLease? lease = request.Lease;
        if (lease is null && ProcessPlan.NeedsUniqueInt(type))
        {
            UniqueIntResult result = registry.Acquire();
            if (result.Lease is null)
                return new PreparedSpec(null, new LaunchFailure(LaunchFailureKind.Other, result.Failure!.Message), default);
            lease = result.Lease;
        }

        PlannedProcess planned = request.Rules.Plan.Plan(type, request.Index, lease?.Value);
        var granted = new GrantedPlace(lease, planned.Port);
        if (lease is null || planned.Spec is null)
            return new PreparedSpec(planned.Spec, planned.Problem, granted);
        // The process holds the integer as well, so that it stays taken until both are gone.
        SafeHandle? shared = lease.Share(out UniqueIntFailure? failure);
        return failure is null
            ? new PreparedSpec(shared is null ? planned.Spec : planned.Spec with { InheritedHandles = [shared] }, planned.Problem, granted)
            : new PreparedSpec(null, new LaunchFailure(LaunchFailureKind.ResourcesExhausted, failure.Message), granted);
    }
}
