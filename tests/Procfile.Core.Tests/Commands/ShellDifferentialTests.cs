using System.Globalization;
using CsCheck;
using Procfile.Core.Commands;
using Xunit.Abstractions;

namespace Procfile.Core.Tests.Commands;

/// <summary>
/// What Auto executes directly is what <c>/bin/sh -c</c> would execute. PROCFILE_TEST_CASES sets the number of random commands.
/// </summary>
public sealed class ShellDifferentialTests(ITestOutputHelper output) : IDisposable
{
    private const int BatchSize = 1000;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Direct_execution_gives_the_arguments_and_assignments_that_the_shell_gives()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("PROCFILE_TEST_CASES") ?? "4000", CultureInfo.InvariantCulture);
        int total = 0, direct = 0;
        ShellCase.Cases.Array[BatchSize].Sample(
            batch =>
            {
                var expanded = batch.Select(one => (Case: one, Command: Expand(one))).Where(one => one.Command.Mode == CommandMode.Direct && one.Command.Arguments is ["P", ..]).ToList();
                Interlocked.Add(ref total, batch.Length);
                Interlocked.Add(ref direct, expanded.Count);
                var answers = RealShell.Ask([.. expanded.Select(one => one.Case)], _directory.Path);
                Assert.Equal(expanded.Count, answers.Count);
                for (var i = 0; i < answers.Count; i++)
                {
                    var expected = answers[i] ?? ["(not executed)"];
                    var actual = Received(expanded[i].Command);
                    Assert.True(
                        expected.SequenceEqual(actual),
                        $"{ShellCase.Escape(expanded[i].Case.ToString())}\n  shell:  {Show(expected)}\n  direct: {Show(actual)}");
                }
            },
            iter: Math.Max(1, count / BatchSize),
            threads: 1);
        output.WriteLine($"{total} commands, {direct} of them direct and equal to the shell's.");
        Assert.True(direct > total / 4, $"Only {direct} of {total} commands were executed directly.");
    }

    [Fact]
    public void A_real_program_gets_the_same_from_both_modes()
    {
        const string printer = "/bin/sh -c 'for a do printf \"%s\\0\" \"$a\"; done; printf \"%s\\0\" \"Q${Q+=$Q}\" \"A${A+=$A}\" \"B${B+=$B}\"' x";
        var equal = 0;
        ShellCase.Cases.Sample(
            one =>
            {
                foreach (var front in new[] { "", "exec " })
                {
                    var at = one.Command.IndexOf('P', StringComparison.Ordinal);
                    var real = one with { Command = $"{one.Command[..at]}{front}{printer}{one.Command[(at + 1)..]}" };
                    var command = Expand(real);
                    // Words before the program can make another word the command; then there is nothing to start.
                    if (command.Mode != CommandMode.Direct || command.Arguments is not ["/bin/sh", ..]) continue;
                    var variables = new Dictionary<string, string>(real.Variables) { ["PATH"] = "/usr/bin:/bin" };
                    var shell = RealShell.Run("/bin/sh", ["-c", real.Command], variables, _directory.Path);
                    foreach (var (name, value) in command.Assignments) variables[name] = value;
                    Assert.Equal(shell, RealShell.Run(command.Arguments[0], command.Arguments.Skip(1), variables, _directory.Path));
                    equal++;
                }
            },
            iter: 100,
            threads: 1);
        Assert.NotEqual(0, equal);
    }

    private static ExpandedCommand Expand(ShellCase one) =>
        new CommandExpander().Expand(one.Command, new Dictionary<string, string>(one.Variables) { ["PATH"] = "/usr/bin:/bin" });

    private static IEnumerable<string> Received(ExpandedCommand command) =>
        command.Arguments.Skip(1).Concat(ShellCase.AssignedNames.Select(name =>
            command.Assignments.Where(assignment => assignment.Key == name).Select(assignment => $"{name}={assignment.Value}").LastOrDefault(name)));

    private static string Show(IEnumerable<string> items) => string.Join(' ', items.Select(item => $"[{ShellCase.Escape(item)}]"));
}
