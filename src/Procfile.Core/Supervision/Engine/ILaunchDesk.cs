namespace Procfile.Core.Supervision.Engine;

/// <summary>Where the engine's starts are carried out. The answer comes back as a call of the engine.</summary>
internal interface ILaunchDesk
{
    void Start(LaunchRequest request, SupervisorEngine engine);
}
