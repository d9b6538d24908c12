using Procfile.Core.Supervision.Machine;

namespace Procfile.Core.Supervision.Engine;

/// <summary>Restarts in all their ways.</summary>
internal sealed partial class SupervisorEngine
{
    private readonly List<Roll> _rolls = [];

    internal void Restart(Operation operation, string name, RestartMode? mode)
    {
        // Who does not run is started, also after everything was stopped.
        BeginAnew();
        List<ManagedProcess> all = [.. Find(name).Where(process => process.IsKept)];
        foreach (IGrouping<ManagedType, ManagedProcess> ofType in all.GroupBy(process => process.Type))
            Restart(operation, ofType.Key, [.. ofType], mode ?? ofType.Key.Rules.RestartMode, ProcessInput.Restart.Instance);
        Await(operation, all);
    }

    private void Restart(Operation operation, ManagedType type, IReadOnlyList<ManagedProcess> processes, RestartMode mode, ProcessInput input)
    {
        switch (mode)
        {
            case RestartMode.Rolling or RestartMode.OneByOne:
                BeginRoll(operation, type, processes, withStandIn: mode == RestartMode.Rolling);
                break;
            case RestartMode.Signal when type.Rules.RestartSignal is { } signal:
                foreach (ManagedProcess process in processes)
                    Step(process, AtLeast(new ProcessInput.RestartBySignal(signal), process));
                break;
            default:
                foreach (ManagedProcess process in processes)
                {
                    type.Roll?.Left.Remove(process);
                    Step(process, process.IsOutOfDate ? ProcessInput.Renew.Instance : input);
                }

                break;
        }
    }

    /// <summary>Only what is ready has to wait for its turn; nothing is lost by restarting the others at once.</summary>
    private void BeginRoll(Operation operation, ManagedType type, IReadOnlyList<ManagedProcess> processes, bool withStandIn)
    {
        if (type.Roll is not { } roll)
        {
            type.Roll = roll = new Roll(type);
            _rolls.Add(roll);
            _changed = _typesChanged = true;
        }

        roll.Begin(withStandIn);
        type.RollProblem = null;
        operation.Await(roll);
        // A stand-in of a roll before this one is as old as the others. It may have been stopped, or scaled to, in this very turn.
        foreach (ManagedProcess process in roll.StandIn is { IsStandIn: true, Life.Wanted: true } standIn ? processes.Prepend(standIn) : processes)
        {
            if (process.Life.State == ProcessState.Running)
            {
                roll.Add(process);
                continue;
            }

            Step(process, ProcessInput.Renew.Instance);
            if (process == roll.Moving)
                roll.Move(process);
        }
    }

    private void AdvanceRolls()
    {
        for (int i = _rolls.Count - 1; i >= 0; i--)
        {
            Advance(_rolls[i]);
            if (_rolls[i].IsOver)
                _rolls.RemoveAt(i);
        }
    }

    private void Advance(Roll roll)
    {
        bool wasBrokenOff = roll.Problem is not null;
        roll.Look();
        if (roll.Problem is { } problem && !wasBrokenOff)
            ReportBrokenOff(roll.Type, problem);
        if (roll.Moving is not null)
            return;
        if (roll.Left.Count == 0)
            End(roll);
        else if (roll.WithStandIn && roll.StandIn is null)
            Move(roll, roll.Type.AddStandIn(), ProcessInput.Start.Instance);
        else if (!roll.IsUnsteady)
            Move(roll, roll.Left[0], ProcessInput.Renew.Instance);
    }

    private void Move(Roll roll, ManagedProcess process, ProcessInput input)
    {
        roll.Move(process);
        Show(process);
        Step(process, input);
    }

    private void End(Roll roll)
    {
        roll.IsOver = true;
        roll.Type.Roll = null;
        _changed = _typesChanged = true;
        if (roll.StandIn is not { IsGone: false } standIn)
            return;
        standIn.IsRetiring = true;
        foreach (Operation operation in _operations.Where(operation => operation.Waits(roll)))
            operation.AlsoAwait(standIn);
        Retire(standIn);
    }
}
