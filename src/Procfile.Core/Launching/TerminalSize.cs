namespace Procfile.Core.Launching;

/// <summary>The size of a terminal, in characters.</summary>
/// <param name="Columns">Its width.</param>
/// <param name="Rows">Its height.</param>
public readonly record struct TerminalSize(ushort Columns, ushort Rows);
