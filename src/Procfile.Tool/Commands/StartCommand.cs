using System.Collections.Immutable;
using System.CommandLine;
using Procfile.Core.Commands;
using Procfile.Core.Notifying;
using Procfile.Core.Supervision;
using Procfile.Tool.Completing;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;
using Procfile.Tool.Running;
using Procfile.Tool.Serving;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile start</c>: runs the formation in the foreground, supervised.</summary>
internal static class StartCommand
{
    private static readonly Argument<string[]> Types = new("TYPE") { Description = "Starts these types only; default all.", Arity = ArgumentArity.ZeroOrMore, Validators = { SharedOptions.RefuseOptions }, CompletionSources = { NameCompletions.OfProcfile } };

    private static readonly Option<ExitBehavior> OnExit = OptionValues.OneOf(
        "--on-exit",
        "When a process ends: restart it (default), stop everything, or ignore it.",
        ("restart", ExitBehavior.Restart),
        ("stop", ExitBehavior.StopAll),
        ("ignore", ExitBehavior.Ignore));

    private static readonly Option<bool> Watch = new("--watch") { Description = "Takes a changed Procfile or .env file over: what changed is restarted, nothing else." };

    private static readonly Option<string[]> Terminal = new("--terminal") { Description = "Gives these types a terminal, so that they keep their colours; all for every type.", HelpName = "TYPE" };

    internal static Command Create()
    {
        var command = new Command("start", "Starts the processes and keeps them up until Ctrl+C.")
        {
            Types, SharedOptions.Formation, OnExit, SharedOptions.StopSequence, Watch, Terminal,
        };
        command.Add(OutputChoices.Options);
        command.Add(ServingChoices.Options);
        command.Add(SharedOptions.ForProcesses);
        command.SetAction(parsed =>
        {
            // Before the variables are read: what is told to this program is not told to its processes.
            using var manager = ServiceManager.TakeFromEnvironment();
            return ProcfileInput.UseTypes(parsed, (input, types) => Start(parsed, input, types, manager));
        });
        return command;
    }

    private static int Start(ParseResult parsed, ProcfileInput input, ImmutableArray<ProcessType> types, ServiceManager manager)
    {
        SupervisorOptions options = OptionsOf(parsed, input);
        if (parsed.GetValue(Types) is { Length: > 0 } wanted && !TrySelect(types, wanted, options))
            return ExitCodes.Usage;
        var output = OutputChoices.From(parsed);
        if (FirstUnknown(types, output.QuietTypes) is { } unknown)
            return Complaints.Usage($"--quiet: {Suggestions.NoSuch("process type", unknown, Names(types))}");
        string[] onTerminal = parsed.GetValue(Terminal) is ["all"] ? Names(types) : parsed.GetValue(Terminal) ?? [];
        if (FirstUnknown(types, onTerminal) is { } missing)
            return Complaints.Usage($"--terminal: {Suggestions.NoSuch("process type", missing, Names(types))}");
        if (types.All(type => options.Formation!.Count(type.Name) == 0))
            return Complaints.Usage("the formation starts no process: give a type a number above 0");

        using Listening? listening = OpenListening(parsed);
        if (listening is null)
            return ExitCodes.Fault;
        using var console = new ConsoleOutput(types, options, output);
        foreach (string name in onTerminal)
            options.OptionsFor(name).Terminal = console.ProcessTerminal;
        options.Output = console.Sink;
        options.RecentOutput = listening.Recent;
        var plan = new ProcessPlan(types, options);
        if (FindMissingCommands(input, plan, options.Formation!))
            return ExitCodes.Fault;
        // Standard input can be read but once.
        bool canReload = parsed.GetValue(SharedOptions.File) != FoundProcfile.StandardInput;
        if (!canReload && parsed.GetValue(Watch))
            return Complaints.Usage("--watch: standard input cannot be read again: name a file with -f");
        if (listening.PageAddress is { } address)
            console.Say($"the processes are shown at {address}");
        return ForegroundRun.Run(
            plan,
            console,
            output.OnBrokenPipe,
            manager,
            supervisor => listening.Serve(supervisor, Path.GetFileName(input.Root)),
            canReload ? supervisor => supervisor.ReloadAsync(ReadAnew(parsed, console)) : null,
            parsed.GetValue(Watch) ? supervisor => new ReloadWatcher(supervisor, input.PathsToWatch, () => ReadAnew(parsed, console)) : null);
    }

    /// <summary>What other commands reach the run by; null when it cannot be had, which was said.</summary>
    private static Listening? OpenListening(ParseResult parsed)
    {
        try
        {
            return Listening.Open(ServingChoices.From(parsed));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Complaints.Say(exception.Message);
            return null;
        }
    }

    private static SupervisorOptions OptionsOf(ParseResult parsed, ProcfileInput input)
    {
        SupervisorOptions options = input.SupervisorOptions();
        options.OnExit = parsed.GetValue(OnExit);
        options.StopSequence = parsed.GetValue(SharedOptions.StopSequence);
        options.Formation ??= Formation.Default;
        return options;
    }

    /// <summary>Reads Procfile and <c>.env</c> files again, by the same command line.</summary>
    private static PlanReading ReadAnew(ParseResult parsed, ConsoleOutput console)
    {
        PlanReading reading = PlanReading.Failed(["what is wrong is said above"]);
        ProcfileInput.UseTypes(parsed, (input, types) =>
        {
            SupervisorOptions options = OptionsOf(parsed, input);
            if (parsed.GetValue(Types) is { Length: > 0 } wanted)
                options.Formation = options.Formation!.Only(wanted.Distinct());
            foreach (string name in parsed.GetValue(Terminal) is ["all"] ? Names(types) : parsed.GetValue(Terminal) ?? [])
                options.OptionsFor(name).Terminal = console.ProcessTerminal;
            reading = PlanReading.Of(new ProcessPlan(types, options));
            return ExitCodes.Fine;
        });
        return reading;
    }

    /// <summary>Takes out of the formation what was not asked for.</summary>
    private static bool TrySelect(ImmutableArray<ProcessType> types, string[] wanted, SupervisorOptions options)
    {
        if (FirstUnknown(types, wanted) is { } unknown)
        {
            Complaints.Say(Suggestions.NoSuch("process type", unknown, Names(types)));
            return false;
        }

        options.Formation = options.Formation!.Only(wanted.Distinct());
        return true;
    }

    /// <summary>
    /// A command that does not exist would only be tried again and again: at the start, with somebody watching, it is an error of the
    /// Procfile. While running it is waited for.
    /// </summary>
    private static bool FindMissingCommands(ProcfileInput input, ProcessPlan plan, Formation formation)
    {
        bool found = false;
        foreach (ProcessType type in plan.Types.Where(type => formation.Count(type.Name) > 0))
        {
            PlannedProcess planned = plan.Plan(type, 1, ProcessPlan.NeedsUniqueInt(type) ? 1 : null);
            if (ProcessPlan.FindProblem(planned) is not { } problem)
                continue;
            found = true;
            Complaints.Say($"{input.PlaceOf(type)}: {type.Name}: {problem.Message}");
        }

        return found;
    }

    private static string? FirstUnknown(ImmutableArray<ProcessType> types, string[] names) =>
        names.FirstOrDefault(name => types.All(type => type.Name != name));

    private static string[] Names(ImmutableArray<ProcessType> types) => [.. types.Select(type => type.Name)];
}
