namespace Procfile.Core.Supervision;

/// <summary>Decides what follows when a process has ended without having been asked to, or could not be started.</summary>
/// <remarks>
/// Called on the supervisor's own thread: decide from the arguments alone and return at once. An exception counts as
/// <see cref="RestartPolicy.Always"/>'s answer and is logged.
/// </remarks>
public interface IRestartPolicy
{
    /// <summary>Decides.</summary>
    /// <param name="arguments">What has happened.</param>
    RestartDecision Decide(in RestartArguments arguments);
}
