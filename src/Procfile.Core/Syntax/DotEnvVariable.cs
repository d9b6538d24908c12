namespace Procfile.Core.Syntax;

/// <summary>One assignment of a <c>.env</c> file.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Value">Its value, unquoted and, where asked for, interpolated.</param>
/// <param name="Line">The line the assignment begins on, counted from 1.</param>
public sealed record DotEnvVariable(string Name, string Value, int Line);
