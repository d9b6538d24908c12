namespace Procfile.Core.Output;

/// <summary>Who wrote a batch of output.</summary>
/// <param name="Name">The process's name: <c>web.1</c>.</param>
/// <param name="Type">The process type's name: <c>web</c>.</param>
/// <param name="TypePosition">The type's position in the Procfile, from 0; views give each type its colour by it. Below 0 for what is no type.</param>
/// <param name="Index">The process's number within its type, from 1; 0 for what is no process of a Procfile.</param>
public sealed record OutputSource(string Name, string Type, int TypePosition, int Index = 0);
