using System.Globalization;
using Procfile.Core.Bytes;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Tests.Commands;

namespace Procfile.Core.Tests.Exporting;

/// <summary>What a process has received, byte for byte.</summary>
internal sealed record Report(string[] Arguments, SortedDictionary<string, string> Variables)
{
    /// <summary>The variable that tells a process where to write its report.</summary>
    internal const string Variable = "REPORT";

    /// <summary>Variables that shells on the way set, and the mark by which our own launcher finds a process again.</summary>
    private static readonly string[] OnTheWay = ["PWD", "OLDPWD", "SHLVL", "_", "PROCFILE_INCARNATION"];

    internal static Report Take(string path)
    {
        string[] items = RawText.Decode(File.ReadAllBytes(path)).Split('\0')[..^1];
        File.Delete(path);
        int count = int.Parse(items[0], CultureInfo.InvariantCulture);
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string item in items[(count + 1)..])
            variables[item[..item.IndexOf('=', StringComparison.Ordinal)]] = item[(item.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return new Report(items[1..(count + 1)], variables);
    }

    /// <summary>Runs a process by our own launcher, to its end.</summary>
    internal static async Task LaunchAsync(ProcessSpec spec)
    {
        LaunchResult result = Launcher.Value.Start(spec, new Testing.RecordingObserver());
        Assert.True(result.Succeeded, result.Failure?.Message);
        using IProcessHandle process = result.Process;
        await process.Exited.WaitAsync(TimeSpan.FromSeconds(30));
    }

    internal void AssertIs(Report ours, ProcessType type, Func<string, bool> added)
    {
        Assert.True(ours.Arguments.SequenceEqual(Arguments), $"{type.Name}: {ShellCase.Escape(type.Command)}\n  ours:   {Show(ours.Arguments)}\n  theirs: {Show(Arguments)}");
        string[] expected = Lines(ours), actual = Lines(this);
        Assert.True(
            expected.SequenceEqual(actual),
            $"{type.Name}: {ShellCase.Escape(type.Command)}\n  ours alone:   {Show(expected.Except(actual))}\n  theirs alone: {Show(actual.Except(expected))}");

        string[] Lines(Report report) => [.. report.Variables.Where(variable => !OnTheWay.Contains(variable.Key) && !added(variable.Key)).Select(variable => $"{variable.Key}={variable.Value}")];
    }

    private static readonly Lazy<IProcessLauncher> Launcher = new(() => ProcessLauncher.Create());

    private static string Show(IEnumerable<string> items) => string.Join(' ', items.Select(item => $"[{ShellCase.Escape(item)}]"));
}
