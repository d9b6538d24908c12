using Procfile.Core.Commands;
using Procfile.Core.Launching;

namespace Procfile.Core.Supervision.Engine;

/// <summary>A spec that is ready, with the unique integer that was leased for it; or why there is none.</summary>
internal readonly record struct PreparedSpec(ProcessSpec? Spec, LaunchFailure? Failure, UniqueIntLease? Lease);
