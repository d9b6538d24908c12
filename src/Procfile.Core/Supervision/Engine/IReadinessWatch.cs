namespace Procfile.Core.Supervision.Engine;

/// <summary>
/// Finds out when one incarnation is ready. The answers come back as calls of the engine. It is disposed when nobody waits for them any
/// more.
/// </summary>
internal interface IReadinessWatch : IDisposable
{
    void Begin();
}
