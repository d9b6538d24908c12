using System.CommandLine;
using System.Globalization;
using Procfile.Core.Exporting;
using Procfile.Tool.Input;

namespace Procfile.Tool.Exporting;

/// <summary>The options of <c>procfile export</c>.</summary>
internal static class ExportChoices
{
    private static readonly Option<string?> App = new("--app", "-a") { Description = "The application's name, with which all names begin. Default: the directory's.", HelpName = "NAME" };
    private static readonly Option<string?> User = new("--user", "-u") { Description = "Who the processes run as: a user, or user:group.", HelpName = "USER" };
    private static readonly Option<string?> Log = new("--log", "-l") { Description = "Where log files go. Default: the journal, else /var/log/NAME.", HelpName = "DIR" };
    private static readonly Option<string?> Install = new("--install-directory") { Description = "Where the files will lie when they are used, if DIRECTORY is another.", HelpName = "DIR" };
    private static readonly Option<bool> Cloud66Names = new("--cloud66-names") { Description = "systemd: names units as Cloud 66 does, cloud66_process_web@1." };
    private static readonly Option<string?> Image = new("--image") { Description = "The container image.", HelpName = "IMAGE" };
    private static readonly Option<string?> ContainerDirectory = new("--container-directory") { Description = "The directory in the container. Default: the image's.", HelpName = "DIR" };
    private static readonly Option<bool> KeepEntrypoint = new("--keep-entrypoint") { Description = "Leaves the image's entry point in front of the commands." };

    private static readonly Option<UnitStyle> Style = OptionValues.OneOf(
        "--style",
        "systemd: a unit a process (default), template units app-web@1, or one unit that runs procfile start.",
        ("processes", UnitStyle.Processes),
        ("templates", UnitStyle.Templates),
        ("supervisor", UnitStyle.Supervisor));

    private static readonly Option<Dictionary<ResourceLimit, long?>?> Limits = new("--limit")
    {
        Description = $"A limit of resources, more than once if need be: {string.Join(", ", ResourceLimitNames.All)}.",
        HelpName = "NAME=N",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var limits = new Dictionary<ResourceLimit, long?>();
            foreach (string text in result.Tokens.Select(token => token.Value))
            {
                string[] parts = text.Split('=', 2);
                bool isNumber = long.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out long number);
                if (parts.Length < 2 || !ResourceLimitNames.TryParse(parts[0], out ResourceLimit limit) || !(isNumber || parts[1] == "unlimited"))
                    return OptionValues.Wrong<Dictionary<ResourceLimit, long?>?>(result, $"--limit is a name and a number such as nofile=65536, or unlimited, not \"{text}\"");
                limits[limit] = isNumber ? number : null;
            }

            return limits;
        },
    };

    private static readonly Option<int> FirstUniqueInt = new("--first-unique-int")
    {
        Description = "The first {{UNIQUE_INT}}: another one for every application on a host. Default: 1.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
        CustomParser = result => int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : OptionValues.Wrong<int>(result, "--first-unique-int is a number from 1 on"),
    };

    internal static Option<int?> Nice { get; } = new("--nice")
    {
        Description = "How willing the processes are to let others run first, from -20 to 19.",
        HelpName = "N",
        CustomParser = result => int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number is >= -20 and <= 19
            ? number
            : OptionValues.Wrong<int?>(result, "--nice is a number from -20 to 19"),
    };

    internal static Option<string[]> Pass { get; } = new("--pass") { Description = "Also writes this variable of the process environment, of which only PATH goes into the files; those of .env files do.", HelpName = "NAME" };

    internal static Option<bool> DryRun { get; } = new("--dry-run", "-n") { Description = "Says what would be written, and writes nothing." };

    internal static Option<bool> Force { get; } = new("--force") { Description = "Overwrites files that were not written by an export, or were changed since." };

    internal static IReadOnlyList<Option> All { get; } =
        [App, User, Log, Style, Cloud66Names, Install, SharedOptions.StopSequence, Limits, Nice, FirstUniqueInt, Pass, Image, ContainerDirectory, KeepEntrypoint, DryRun, Force];

    /// <summary>What was chosen.</summary>
    internal static ExportOptions Of(ParseResult parsed, string? directory, string root) => new()
    {
        AppName = parsed.GetValue(App) is { Length: > 0 } app ? app : Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root))) is { Length: > 0 } name ? name : "app",
        User = parsed.GetValue(User),
        LogDirectory = parsed.GetValue(Log) is { } log ? Path.GetFullPath(log) : null,
        InstallDirectory = parsed.GetValue(Install) ?? directory,
        Style = parsed.GetValue(Style),
        Cloud66Names = parsed.GetValue(Cloud66Names),
        Limits = parsed.GetValue(Limits) ?? [],
        FirstUniqueInt = parsed.GetValue(FirstUniqueInt),
        Image = parsed.GetValue(Image),
        ContainerDirectory = parsed.GetValue(ContainerDirectory),
        KeepEntrypoint = parsed.GetValue(KeepEntrypoint),
    };
}
