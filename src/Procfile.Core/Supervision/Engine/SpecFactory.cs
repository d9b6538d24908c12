using System.Runtime.InteropServices;
using Procfile.Core.Commands;
using Procfile.Core.Launching;

namespace Procfile.Core.Supervision.Engine;

/// <summary>Makes specs for the launch desk, and leases a unique integer for those processes that need one and have none yet.</summary>
internal sealed class SpecFactory(ProcessPlan plan, UniqueIntRegistry registry)
{
    internal PreparedSpec Prepare(ProcessType type, int index, UniqueIntLease? lease)
    {
        if (lease is null && ProcessPlan.NeedsUniqueInt(type))
        {
            UniqueIntResult result = registry.Acquire();
            if (result.Lease is null)
                return new PreparedSpec(null, new LaunchFailure(LaunchFailureKind.Other, result.Failure!.Message), default);
            lease = result.Lease;
        }

        PlannedProcess planned = plan.Plan(type, index, lease?.Value);
        // The child holds the lock as well, so that the integer stays taken until both are gone.
        ProcessSpec? spec = lease?.Handle is SafeHandle handle && planned.Spec is { } bare ? bare with { InheritedHandles = [handle] } : planned.Spec;
        return new PreparedSpec(spec, planned.Problem, new GrantedPlace(lease, planned.Port));
    }
}
