namespace Procfile.Core.Supervision.Engine;

/// <summary>
/// Finds out when one incarnation is ready. The answers come back as calls of the engine. It is disposed when nobody waits for them any
/// more.
/// </summary>
internal interface IReadinessWatch : IDisposable
{
    void Begin();

    /// <summary>Whether the probe has been asked at all; on a busy host that may take a while, which is not the process's fault.</summary>
    bool HasAsked { get; }
}
