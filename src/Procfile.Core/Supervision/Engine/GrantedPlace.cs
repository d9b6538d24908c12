using Procfile.Core.Commands;

namespace Procfile.Core.Supervision.Engine;

/// <summary>What a process was given for itself alone: all that is kept of its spec once it runs.</summary>
/// <param name="Lease">Its unique integer; null when it needs none.</param>
/// <param name="Port">Its port; null without ports.</param>
internal readonly record struct GrantedPlace(UniqueIntLease? Lease, int? Port);
