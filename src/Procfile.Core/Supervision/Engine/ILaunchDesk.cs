namespace Procfile.Core.Supervision.Engine;

/// <summary>Where the engine's starts are carried out. The answer comes back as a call of the engine.</summary>
internal interface ILaunchDesk
{
    void Start(LaunchRequest request, SupervisorEngine engine);

    /// <summary>A start takes long: the others must not wait for it.</summary>
    void Relieve(ManagedProcess process, int incarnation);
}
