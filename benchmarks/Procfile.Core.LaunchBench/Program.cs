using System.Globalization;
using Procfile.Core.LaunchBench;

int Number(int at) => int.Parse(args[at], CultureInfo.InvariantCulture);

// One scenario a call, so that a script can put them beside other programs in turn.
return args switch
{
    ["spawn", "ours" or "process", _, _] => Spawning.Run(args[1], count: Number(2), parallel: Number(3)),
    ["exits", "ours" or "process", _, _, "free" or "blocked"] => ExitLatency.Run(args[1], count: Number(2), others: Number(3), blocked: args[4] == "blocked"),
    ["idle", _] => Crowd.Idle(Number(1)),
    ["crowd", _] => Crowd.StartAndStop(Number(1)),
    ["restarts", _, _, _, _] => RestartLatency.Run(args[1], count: Number(2), life: Number(3), others: Number(4)),
    ["looping", _, _] => Supervising.Looping(Number(1), seconds: Number(2)),
    ["scale", _] => Supervising.Scale(Number(1)),
    ["snapshots", _] => Supervising.Snapshots(Number(1)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "spawn ours|process COUNT PARALLEL\nexits ours|process COUNT OTHERS free|blocked\nidle COUNT\ncrowd COUNT\n" +
        "restarts VICTIM COUNT MICROSECONDS OTHERS\nlooping COUNT SECONDS\nscale COUNT\nsnapshots COUNT");
    return 2;
}
