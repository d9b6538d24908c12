using System.Globalization;
using System.Text.RegularExpressions;
using Procfile.Core.Exporting;
using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Exporting;

/// <summary>
/// Two hundred hostile process types in one plan. Each process writes down the arguments and the variables that it receives.
/// PROCFILE_TEST_EXPORTS sets their number, PROCFILE_TEST_SEED chooses others.
/// </summary>
internal sealed partial class ExportCases : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("procfile-export-").FullName;

    internal ExportCases(bool numbered = false)
    {
        int count = Setting("PROCFILE_TEST_EXPORTS", 200);
        int seed = Setting("PROCFILE_TEST_SEED", 1);
        Directory = Scratch("it's; a \"dir\" 100%");
        System.IO.Directory.CreateDirectory(Directory);
        System.IO.Directory.CreateDirectory(Scratch("bin"));
        System.IO.Directory.CreateDirectory(Scratch("log"));
        File.WriteAllText(Scratch("bin/report"), "#!/bin/sh\n{ printf '%s\\0' \"$#\" \"$@\"; cat /proc/$$/environ; } >\"$REPORT.part\" && mv \"$REPORT.part\" \"$REPORT\"\n");
        File.SetUnixFileMode(Scratch("bin/report"), (UnixFileMode)Convert.ToInt32("755", 8));

        Options = new SupervisorOptions
        {
            Directory = Directory,
            Variables = new Dictionary<string, string> { ["PATH"] = $"{_directory}/bin:/usr/local/bin:/usr/bin:/bin" },
            RestartPolicy = RestartPolicy.Never,
        };
        List<ProcessType> types = [];
        for (int number = 0; number < count; number++)
        {
            var text = new HostileText((seed * 1000) + number);
            var type = new ProcessType(string.Create(CultureInfo.InvariantCulture, $"t{number}"), text.Command("report", numbered && number == 0), number);
            types.Add(type);
            IDictionary<string, string> own = Options.OptionsFor(type.Name).Environment;
            foreach ((string name, string value) in text.Variables())
                own[name] = value;
            own[Report.Variable] = Scratch($"{type.Name}.report");
        }

        Plan = new ProcessPlan(types, Options);
    }

    /// <summary>Where the processes run: a directory that formats have to quote as well.</summary>
    internal string Directory { get; }

    internal SupervisorOptions Options { get; }

    internal ProcessPlan Plan { get; }

    internal string Scratch(string name) => Path.Combine(_directory, name);

    internal string ReportOf(ProcessType type) => Scratch($"{type.Name}.report");

    /// <summary>Exports the plan and writes the files into a folder.</summary>
    internal ExportResult Export(Exporter exporter, string folder, ExportOptions? options = null)
    {
        ExportResult result = exporter.Export(
            Plan, (options ?? new ExportOptions()) with { AppName = "shop", InstallDirectory = Scratch(folder), LogDirectory = Scratch("log"), Image = "shop" });
        Assert.Empty(result.Notes.Where(note => note.IsError));
        foreach (ExportedFile file in result.Files)
        {
            string path = Path.Combine(Scratch(folder), file.Path);
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, file.ToBytes());
            File.SetUnixFileMode(path, file.Mode);
        }

        return result;
    }

    /// <summary>Has every process write its report and compares it with what our own launcher gives the process of the plan.</summary>
    /// <param name="run">Has the processes run, by whatever means, and waits until all have reported.</param>
    /// <param name="added">Whether a variable is the other supervisor's own.</param>
    /// <param name="portIsLate">Whether the port is known only at the start.</param>
    internal async Task AssertSameAsync(Func<Task> run, Func<string, bool> added, bool portIsLate = false)
    {
        Dictionary<ProcessType, Report> expected = [];
        foreach (PlannedProcess planned in Plan.Processes())
        {
            await Report.LaunchAsync(planned.Spec!);
            expected[planned.Type] = Report.Take(ReportOf(planned.Type));
        }

        await run();
        foreach ((ProcessType type, Report ours) in expected)
        {
            // What only the start can know is left to a shell, and a shell drops variables whose names are none of its own.
            bool isLeftToShell = Reference().Matches(type.Command).Select(reference => reference.Groups[1].Value)
                .Any(name => !Plan.Plan(type, 1).Spec!.Environment.ContainsKey(name) || (portIsLate && name == ProcessPlan.PortVariable));
            Report.Take(ReportOf(type)).AssertIs(ours, type, name => added(name) || (isLeftToShell && !Identifier().IsMatch(name)));
        }
    }

    /// <summary>Waits until every process has reported.</summary>
    internal async Task UntilReportedAsync(TimeSpan patience, Func<string> whatIsWrong)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (Plan.Types.FirstOrDefault(type => !File.Exists(ReportOf(type))) is { } missing)
        {
            if (clock.Elapsed > patience)
                throw new TimeoutException($"{missing.Name} does not report: {missing.Command}\n{whatIsWrong()}\n{LogOf(missing)}");
            await Task.Delay(20);
        }
    }

    private string LogOf(ProcessType type) => string.Join('\n', System.IO.Directory
        .EnumerateFiles(Scratch("log"), "*", SearchOption.AllDirectories)
        .Where(file => file.Contains($"/{type.Name}-1", StringComparison.Ordinal))
        .Where(file => Path.GetFileName(file) != "lock").Select(File.ReadAllText));

    /// <summary>
    /// Waits until nothing runs any more that was started here. Who still does after a while is asked once more: a <c>runsv</c> that has
    /// only just begun does not hear the first time.
    /// </summary>
    internal async Task UntilQuietAsync()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        TimeSpan patience = TimeSpan.FromSeconds(5);
        while (System.IO.Directory.EnumerateDirectories("/proc").Where(IsHere).ToList() is { Count: > 0 } left)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(40), "Something is left running.");
            if (clock.Elapsed > patience)
            {
                patience += TimeSpan.FromSeconds(5);
                left.ForEach(process => _ = Core.Launching.Native.Libc.Kill(
                    int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture), Core.Launching.ProcessSignal.Term.Number));
            }

            await Task.Delay(20);
        }

        bool IsHere(string process)
        {
            try
            {
                return new FileInfo(Path.Combine(process, "cwd")).LinkTarget?.StartsWith(_directory, StringComparison.Ordinal) ?? false;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);

    [GeneratedRegex(@"\$\{?([A-Za-z_][A-Za-z0-9_]*)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Identifier();

    private static int Setting(string name, int usual) =>
        int.Parse(Environment.GetEnvironmentVariable(name) ?? usual.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
