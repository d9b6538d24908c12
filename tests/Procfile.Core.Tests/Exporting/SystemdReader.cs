using System.Text;
using System.Text.RegularExpressions;
using Procfile.Core.Bytes;

namespace Procfile.Core.Tests.Exporting;

/// <summary>What systemd itself has read: it prints that when it is asked to only try a start.</summary>
internal static partial class SystemdReader
{
    internal const string Manager = "/lib/systemd/systemd", EnvironmentGenerator = "/usr/lib/systemd/user-environment-generators/30-systemd-environment-d-generator";

    /// <summary>A service: its command line, variables, directory and the file with more variables.</summary>
    internal sealed record Service(string Name, string[] Arguments, Dictionary<string, string> Variables, string Directory, string? EnvironmentFile);

    /// <summary>Reads the units that a target wants. Nothing is started.</summary>
    internal static async Task<List<Service>> ReadAsync(string units, string target, string scratch)
    {
        string runtime = Path.Combine(scratch, "runtime");
        Directory.CreateDirectory(runtime);
        await OtherSupervisor.RunAsync("chmod", "755", scratch);
        await OtherSupervisor.RunAsync("chmod", "777", runtime);
        await OtherSupervisor.RunAsync("chmod", "-R", "a+rX", units);
        // systemd tries nothing as root.
        string[] ordinaryUser = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
        string dump = await OtherSupervisor.RunAsync("env",
            [$"XDG_RUNTIME_DIR={runtime}", $"HOME={runtime}", $"SYSTEMD_UNIT_PATH={units}:", .. ordinaryUser, Manager, "--user", "--test", $"--unit={target}"]);
        List<Service> services = [];
        foreach (string unit in dump.Split("-> Unit ").Where(part => part.StartsWith("shop-", StringComparison.Ordinal) || part.StartsWith("cloud66_", StringComparison.Ordinal)))
        {
            string name = unit[..unit.IndexOf(":\n", StringComparison.Ordinal)];
            if (!name.EndsWith(".service", StringComparison.Ordinal) || Line(unit, "Command Line") is not { } command)
                continue;
            var variables = OwnVariable().Matches(unit).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
            services.Add(new Service(name, Words(command), variables, Line(unit, "WorkingDirectory")!, Line(unit, "EnvironmentFile")));
        }

        return services;
    }

    /// <summary>Reads an environment file with the reader that systemd has for all of them.</summary>
    internal static async Task<Dictionary<string, string>> ReadVariablesAsync(string file, string scratch)
    {
        // This way in replaces variables afterwards, which a service's file does not: dollars are doubled. It also refuses empty values.
        string folder = Path.Combine(scratch, "environment.d");
        Directory.CreateDirectory(folder);
        string text = File.ReadAllText(file);
        File.WriteAllText(Path.Combine(folder, "export.conf"), text.Replace("\\$", "\\$\\$", StringComparison.Ordinal).Replace("=\"\"\n", "=\"(empty)\"\n", StringComparison.Ordinal));
        string output = await OtherSupervisor.RunAsync("env", "-i", $"XDG_CONFIG_HOME={scratch}", EnvironmentGenerator);
        var names = NameInFile().Matches(text).Select(match => match.Groups[1].Value).ToHashSet();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .Where(parts => names.Contains(parts[0]))
            .ToDictionary(parts => parts[0], parts => Words(parts[1]) is [var value] && value != "(empty)" ? value : "");
    }

    private static string? Line(string unit, string name) =>
        Regex.Match(unit, $@"^\s*{name}: (.*)$", RegexOptions.Multiline) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Words as systemd prints them: in double quotes where need be, with the escapes of C.</summary>
    private static string[] Words(string line)
    {
        List<string> words = [];
        foreach (Match word in Word().Matches(line))
        {
            var bytes = new List<byte>();
            string text = word.Value is ['"', .. var inner, '"'] ? inner : word.Value;
            foreach (Match part in Part().Matches(text))
            {
                bytes.AddRange(part.Value switch
                {
                    "\\n" => "\n"u8.ToArray(),
                    "\\t" => "\t"u8.ToArray(),
                    "\\r" => "\r"u8.ToArray(),
                    "\\a" => [7],
                    "\\b" => [8],
                    "\\f" => [12],
                    "\\v" => [11],
                    ['\\', >= '0' and <= '3', _, _] octal => [Convert.ToByte(octal[1..], 8)],
                    ['\\', var c] => RawText.Encode(c.ToString()),
                    var plain => Encoding.UTF8.GetBytes(plain),
                });
            }

            words.Add(RawText.Decode([.. bytes]));
        }

        return [.. words];
    }

    [GeneratedRegex(@"^\t\tEnvironment: ([^=\n]+)=(.*)$", RegexOptions.Multiline)]
    private static partial Regex OwnVariable();

    [GeneratedRegex(@"^([A-Za-z_][A-Za-z0-9_]*)=""", RegexOptions.Multiline)]
    private static partial Regex NameInFile();

    [GeneratedRegex(@"""(?:[^""\\]|\\.)*""|[^ ""]+", RegexOptions.Singleline)]
    private static partial Regex Word();

    [GeneratedRegex(@"\\[0-3][0-7][0-7]|\\.|[^\\]+", RegexOptions.Singleline)]
    private static partial Regex Part();
}
