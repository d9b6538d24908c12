using System.Collections.Concurrent;
using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Supervision;

/// <summary>A readiness probe that says "ready" when the test does.</summary>
internal sealed class ManualProbe : IReadinessProbe
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _answers = new();
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _asked;

    /// <summary>How often it was asked.</summary>
    internal int Asked => Volatile.Read(ref _asked);

    /// <summary>Whether it goes on although nobody waits for it any more.</summary>
    internal bool Deaf { get; init; }

    /// <summary>Ends when somebody has said that nobody waits any more.</summary>
    internal Task Cancelled => _cancelled.Task;

    internal void BecomeReady(int question = 1) => Answer(question).TrySetResult();

    public Task WaitAsync(ReadinessContext process, CancellationToken cancellationToken)
    {
        cancellationToken.Register(() => _cancelled.TrySetResult());
        Task answer = Answer(Interlocked.Increment(ref _asked)).Task;
        return Deaf ? answer : answer.WaitAsync(cancellationToken);
    }

    private TaskCompletionSource Answer(int question) =>
        _answers.GetOrAdd(question, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

/// <summary>A readiness probe that does what the test says.</summary>
internal sealed class AskedProbe(Func<ReadinessContext, CancellationToken, Task> ask) : IReadinessProbe
{
    public Task WaitAsync(ReadinessContext process, CancellationToken cancellationToken) => ask(process, cancellationToken);
}
