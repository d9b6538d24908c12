using System.Runtime.InteropServices;
using Procfile.Core.Commands;
using Procfile.Core.Launching;

namespace Procfile.Core.Supervision.Engine;

/// <summary>Makes specs for the launch desk, and leases a unique integer for those processes that need one and have none yet.</summary>
internal sealed class SpecFactory(UniqueIntRegistry registry)
{
    internal PreparedSpec Prepare(LaunchRequest request)
    {
        UniqueIntLease? lease = null;
        if (ProcessPlan.NeedsUniqueInt(request.Rules.Definition))
        {
            lease = request.Lease;
            if (lease is null && !TryAcquire(out lease, out LaunchFailure? failure))
                return new PreparedSpec(null, failure, null);
        }

        return Prepare(request, lease);
    }

#pragma warning disable CA1031 // A token source of the host may throw anything; what was leased is kept for the next try.
    private static PreparedSpec Prepare(LaunchRequest request, UniqueIntLease? lease)
    {
        try
        {
            return Prepare(request.Rules.Plan.Plan(request.Rules.Definition, request.Index, lease?.Value), lease);
        }
        catch (Exception exception)
        {
            var failure = new LaunchFailure(LaunchFailureKind.Other, $"The command could not be made ready: {exception.Message}");
            return new PreparedSpec(null, failure, new GrantedPlace(lease, null));
        }
    }
#pragma warning restore CA1031

    private static PreparedSpec Prepare(PlannedProcess planned, UniqueIntLease? lease)
    {
        var granted = new GrantedPlace(lease, planned.Port);
        if (lease is null || planned.Spec is null)
            return new PreparedSpec(planned.Spec, planned.Problem, granted);
        // The process holds the integer as well, so that it stays taken until both are gone.
        SafeHandle? shared = lease.Share(out UniqueIntFailure? failure);
        return failure is null
            ? new PreparedSpec(shared is null ? planned.Spec : planned.Spec with { InheritedHandles = [shared] }, planned.Problem, granted)
            : new PreparedSpec(null, new LaunchFailure(LaunchFailureKind.ResourcesExhausted, failure.Message), granted);
    }

    private bool TryAcquire(out UniqueIntLease? lease, out LaunchFailure? failure)
    {
        UniqueIntResult result = registry.Acquire();
        lease = result.Lease;
        failure = lease is null ? new LaunchFailure(LaunchFailureKind.Other, result.Failure!.Message) : null;
        return lease is not null;
    }
}
