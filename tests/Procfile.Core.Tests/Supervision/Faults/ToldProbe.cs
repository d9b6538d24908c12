using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Supervision.Faults;

/// <summary>Answers when the test says so, whether anybody still wants to know or not.</summary>
internal sealed class ToldProbe : IReadinessProbe
{
    private readonly List<TaskCompletionSource> _asked = [];

    /// <summary>Each question so far, for its answer.</summary>
    internal IReadOnlyList<TaskCompletionSource> Asked
    {
        get
        {
            lock (_asked)
                return [.. _asked];
        }
    }

    public Task WaitAsync(ReadinessContext process, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_asked)
            _asked.Add(answer);
        return answer.Task;
    }
}
