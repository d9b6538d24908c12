using Procfile.Core.Launching;

namespace Procfile.Core.Supervision.Engine;

/// <summary>A spec that is ready, or why there is none, and what was given to the process with it; null when it has come to nothing before.</summary>
internal readonly record struct PreparedSpec(ProcessSpec? Spec, LaunchFailure? Failure, GrantedPlace? Granted);
