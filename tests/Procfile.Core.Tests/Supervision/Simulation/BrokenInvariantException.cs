namespace Procfile.Core.Tests.Supervision.Simulation;

internal sealed class BrokenInvariantException(string message) : Exception(message);
