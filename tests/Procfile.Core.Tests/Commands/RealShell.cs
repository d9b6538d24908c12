using System.Diagnostics;
using System.Text;
using Procfile.Core.Bytes;

namespace Procfile.Core.Tests.Commands;

/// <summary>Asks a real shell what a program would get.</summary>
internal static class RealShell
{
    /// <summary>The shell that is asked. PROCFILE_TEST_SHELL names another than the host's.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable("PROCFILE_TEST_SHELL") ?? "/bin/sh";

    /// <summary>The shells that people here may paste into.</summary>
    public static IReadOnlyList<string> Installed { get; } =
        [.. new[] { "/bin/sh", "/bin/dash", "/bin/bash", "/bin/zsh", "/bin/ksh", "/bin/mksh", Path }.Where(File.Exists).Distinct()];

    /// <summary>
    /// For each case what its command <c>P</c> gets: the arguments, then the assigned variables. Null where P is not reached. One shell
    /// does them all, each in a subshell, P being a function: that is many times faster than a process for each.
    /// </summary>
    public static List<string[]?> Ask(IReadOnlyList<ShellCase> cases, string directory)
    {
        var script = new StringBuilder();
        script.Append("P() { printf '%s\\0' B \"$@\" \"Q${Q+=$Q}\" \"R${R+=$R}\"; }\n");
        foreach (var one in cases)
        {
            script.Append('(');
            foreach (var (name, value) in one.Variables) script.Append(name).Append('=').Append(Quote(value)).Append("; ");
            script.Append("eval ").Append(Quote(one.Command)).Append(") 2>/dev/null; printf '%s\\0' END\n");
        }

        var file = System.IO.Path.Combine(directory, "script");
        File.WriteAllBytes(file, RawText.Encode(script.ToString()));
        var output = Run(Path, [file], new Dictionary<string, string>(), directory);

        var answers = new List<string[]?>(cases.Count);
        var record = new List<string>();
        foreach (var item in output.Split('\0'))
        {
            if (item == "END")
            {
                answers.Add(record is ["B", ..] ? [.. record.Skip(1)] : null);
                record.Clear();
            }
            else
            {
                record.Add(item);
            }
        }

        return answers;
    }

    /// <summary>Runs a program to its end and gives its standard output.</summary>
    public static string Run(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables, string directory)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        // A reader would take a byte order mark at the front for its own.
        return RawText.Decode(output.ToArray());
    }

    /// <summary>A word that stands for exactly this text; the tests' own, so that it cannot share a fault with the library.</summary>
    public static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
