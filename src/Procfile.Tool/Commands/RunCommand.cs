using System.Collections.Immutable;
using System.CommandLine;
using System.Runtime.InteropServices;
using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Tool.Completing;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;
using Procfile.Tool.Running;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile run</c>: one process with the Procfile's environment, in place of this one.</summary>
internal static class RunCommand
{
    private static readonly Argument<string[]> Words = new("TYPE | -- COMMAND")
    {
        Description = "A process type, or a command and its arguments.",
        Arity = ArgumentArity.OneOrMore,
        CaptureRemainingTokens = true,
        CompletionSources = { NameCompletions.OfProcfile },
    };

    internal static Command Create()
    {
        var command = new Command("run", "Runs one process type, or any command, with the same environment; its exit code comes back.")
        {
            Words,
        };
        command.Add(SharedOptions.ForProcesses);
        command.SetAction(parsed => ProcfileInput.UseForRun(parsed, (input, types) => Run(parsed, input, types)));
        return command;
    }

    private static int Run(ParseResult parsed, ProcfileInput input, ImmutableArray<ProcessType> types)
    {
        string[] words = parsed.GetValue(Words)!;
        SupervisorOptions options = input.SupervisorOptions();
        ProcessType? type = words.Length == 1 ? types.FirstOrDefault(candidate => candidate.Name == words[0]) : null;
        if (type is null)
            return Launch(SpecOf(words, options), failure => SayNoCommand(failure, words[0], types));

        UniqueIntResult? result = ProcessPlan.NeedsUniqueInt(type) ? new UniqueIntRegistry().Acquire() : null;
        UniqueIntFailure? noInteger = result?.Failure;
        if (noInteger is not null)
            return Complaints.Fault(noInteger.Message);
        using UniqueIntLease? lease = result?.Lease;
        using SafeHandle? shared = lease?.Share(out noInteger);
        if (noInteger is not null)
            return Complaints.Fault(noInteger.Message);
        PlannedProcess planned = new ProcessPlan(types, options).Plan(type, 1, lease?.Value);
        string place = $"{input.PlaceOf(type)}: ";
        return planned.Spec is null
            ? Complaints.Fault(place + planned.Problem!.Message)
            : Launch(planned.Spec with { InheritedHandles = shared is null ? [] : [shared] }, failure => Complaints.Say(place + failure.Message));
    }

    private static ProcessSpec SpecOf(string[] words, SupervisorOptions options) => new()
    {
        Name = "run.1",
        Arguments = [.. words],
        Environment = options.Variables!,
        Directory = options.Directory,
    };

    private static void SayNoCommand(LaunchFailure failure, string word, ImmutableArray<ProcessType> types) =>
        Complaints.Say(types.Any(type => type.Name == word)
            ? $"\"{word}\" is a process type and takes no arguments: put options in front of it"
            : Suggestions.Nearest(word, types.Select(type => type.Name)) is { } nearest
                ? $"there is no process type and no command \"{word}\": did you mean \"{nearest}\"?"
                : failure.Message);

    private static int Launch(ProcessSpec spec, Action<LaunchFailure> complain)
    {
        Console.Out.Flush();
        LaunchFailure? failure;
        if (ProcessReplacement.IsSupported)
            failure = ProcessReplacement.Replace(spec);
        else if ((failure = WaitFor(spec, out int code)) is null)
            return code;
        complain(failure);
        return failure.ShellCode;
    }

    /// <summary>Where a program cannot take the place of this one: starts it and waits.</summary>
    private static LaunchFailure? WaitFor(ProcessSpec spec, out int code)
    {
        // Ctrl+C reaches the process itself: this one only waits for what it makes of it.
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        LaunchResult result = ProcessLauncher.Create().Start(spec with { Streams = ProcessStreams.Inherited }, new SignalRelay());
        code = result.Process?.Exited.GetAwaiter().GetResult().ShellCode ?? 0;
        return result.Failure;
    }
}
