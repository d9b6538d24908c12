namespace Procfile.Core.Commands;

/// <summary>The first thing in a command that only a shell can do.</summary>
/// <param name="Column">Where it stands in the command, from 1.</param>
/// <param name="Reason">What it is, in words that begin a sentence.</param>
public sealed record ShellNeed(int Column, string Reason);
