using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Supervision.Machine;

namespace Procfile.Core.Tests.Supervision;

/// <summary>Steps of one process that random schedules rarely take.</summary>
public sealed class ProcessMachineSteps
{
    private ProcessLife _life = ProcessLife.New;
    private IReadOnlyList<ProcessEffect> _effects = [];

    [Fact]
    public void A_start_after_a_kill_of_a_process_that_is_still_being_started_lets_it_run()
    {
        Take(ProcessInput.Start.Instance, ProcessInput.Turn.Instance, ProcessInput.Kill.Instance, ProcessInput.Start.Instance, new ProcessInput.Launched(1));
        Assert.Equal((ProcessState.Running, true), (_life.State, _life.Wanted));
    }

    [Fact]
    public void What_is_found_after_KILL_gets_KILL_too()
    {
        Take(ProcessInput.Start.Instance, ProcessInput.Turn.Instance, new ProcessInput.Launched(1), ProcessInput.Kill.Instance);
        Take(new ProcessInput.Exited(1, ProcessExit.BySignal(9)), new ProcessInput.Swept(1, 2));
        Assert.Contains(new ProcessEffect.Signal(ProcessSignal.Kill), _effects);
        Assert.NotNull(_life.SweepDue);
    }

    [Fact]
    public void The_longest_delay_there_is_ends_no_supervision()
    {
        Take(ProcessInput.Start.Instance, ProcessInput.Turn.Instance, new ProcessInput.Launched(1));
        Take(new ProcessInput.Exited(1, ProcessExit.WithCode(1)), new ProcessInput.Swept(1, 0));
        Assert.Equal(ProcessState.Backoff, _life.State);
    }

    private void Take(params ReadOnlySpan<ProcessInput> inputs)
    {
        var context = new StepContext(TimeSpan.FromSeconds(1), StopSequence.Default, null, _ => RestartDecision.RestartAfter(TimeSpan.MaxValue), () => 0);
        foreach (ProcessInput input in inputs)
            (_life, _effects) = ProcessMachine.Step(_life, input, context);
    }
}
