namespace Procfile.Core.Commands;

/// <summary>The port of one process.</summary>
/// <param name="Type">The process type.</param>
/// <param name="Index">The index of the process within its type, from 1.</param>
/// <param name="Port">The port, or null when it gets none.</param>
public readonly record struct PortAssignment(string Type, int Index, int? Port);
