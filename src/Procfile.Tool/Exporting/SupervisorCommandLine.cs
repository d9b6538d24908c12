using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Procfile.Tool.Input;

namespace Procfile.Tool.Exporting;

/// <summary>The command line of the <c>procfile start</c> that a unit runs: what was given to <c>export</c>, with absolute paths.</summary>
internal static class SupervisorCommandLine
{
    /// <returns>The command line; null when the Procfile stands in no file.</returns>
    internal static ImmutableArray<string>? Of(ParseResult parsed, ProcfileInput input)
    {
        if (parsed.GetValue(SharedOptions.File) == FoundProcfile.StandardInput)
            return null;
        List<string> words = [Environment.ProcessPath!];
        // Run by "dotnet procfile.dll", the program is dotnet and the assembly its first argument.
        if (Path.GetFileNameWithoutExtension(words[0]) == "dotnet")
            words.Add(Path.GetFullPath(Environment.GetCommandLineArgs()[0]));
        words.AddRange(["start", "--root", Path.GetFullPath(input.Root)]);
        Add("--file", parsed.GetValue(SharedOptions.File) is { } file ? Path.GetFullPath(file) : null);
        Add("--environment", parsed.GetValue(SharedOptions.Environment));
        Add("--dialect", parsed.GetValue(SharedOptions.Dialect));
        Add("--formation", parsed.GetValue(SharedOptions.Formation));
        Add("--port", parsed.GetValue(SharedOptions.Port)?.ToString(CultureInfo.InvariantCulture));
        Add("--shell", parsed.GetValue(SharedOptions.Shell));
        Add("--stop-sequence", parsed.GetValue(SharedOptions.StopSequence)?.ToString());
        foreach (string files in parsed.GetValue(SharedOptions.EnvironmentFiles) ?? [])
            Add("--env", string.Join(',', files.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Path.GetFullPath)));
        foreach (Option<bool> flag in new[] { SharedOptions.SkipTakenPorts, SharedOptions.Merge, SharedOptions.RackStack, SharedOptions.Interpolate })
        {
            if (parsed.GetValue(flag))
                words.Add(flag.Name);
        }

        // The journal has the time of each line.
        words.Add("--no-timestamps");
        return [.. words];

        void Add(string option, string? value)
        {
            if (value is not null)
                words.AddRange([option, value]);
        }
    }
}
