using System.Globalization;
using Procfile.Core.Supervision;

namespace Procfile.Core.Exporting;

/// <summary>A configuration of supervisord: a program a process, and a group over all.</summary>
/// <remarks>
/// Its reader takes <c>;</c> and <c>#</c> after a blank for a comment even within quotes, <c>%</c> for an expansion, and quotes off both
/// ends of a variable's value. What it cannot read goes into the command.
/// </remarks>
public sealed class SupervisordExporter : Exporter
{
    internal SupervisordExporter()
    {
    }

    /// <inheritdoc/>
    public override string Name => "supervisord";

    /// <inheritdoc/>
    public override string Description => "a configuration of supervisord";

    /// <inheritdoc/>
    public override ExportResult Export(ProcessPlan plan, ExportOptions? options = null)
    {
        var source = new ExportPlan(plan, options ?? new ExportOptions(), inContainers: false);
        var names = new SafeNames("-_.");
        string app = names.Of(source.Options.AppName);
        string logs = ExportText.LogDirectory(source, app);
        List<string> lines = [$"; {ExportText.Header}"];
        List<string> programs = [];
        foreach (ExportedProcess process in source.Processes())
        {
            string name = names.Of(ExportText.Dashed(process));
            programs.Add($"{app}-{name}");
            lines.AddRange([$"[program:{app}-{name}]", .. Program(source, process, $"{logs}/{name}.log"), ""]);
        }

        lines.AddRange([$"[group:{app}]", $"programs={string.Join(',', programs)}"]);
        return ExportText.Result(source, [new ExportedFile($"{app}.conf", ExportText.Lines(lines), ExportedFile.Private)],
            [$"mkdir -p {logs}", "supervisorctl reread", "supervisorctl update"]);
    }

    private static IEnumerable<string> Program(ExportPlan source, ExportedProcess process, string log)
    {
        FittedCommand command = FittedCommand.Of(process, process.Variables, HoldsVariable, IsOneLine);
        if (!IsOneLine(process.Directory!) || HasComment(process.Directory!) || process.Directory!.Trim() != process.Directory)
            source.Notes.Error(process.Name, "supervisord cannot be told such a directory: give it a name without control characters and blanks around it.");
        if (process.Group is not null)
            source.Notes.Warn(process.Type.Name, "supervisord takes no group: the user's own is the process's.");
        StopStep first = process.Stop.Steps[0];
        if (process.Stop.Steps.Length > 2 || process.Stop.InitialWait > TimeSpan.Zero)
            source.Notes.Warn(process.Type.Name, $"supervisord sends one signal and, when the time is up, KILL: its stop sequence \"{process.Stop}\" becomes that.");

        string[] prefix =
        [
            .. process.Niceness is { } nice ? ["nice", "-n", ExportText.Number(nice)] : Array.Empty<string>(),
            .. process.Limits.Count > 0
                ? ["prlimit", .. process.Limits.Select(limit => $"--{ResourceLimitNames.Of(limit.Key)}={limit.Value?.ToString(CultureInfo.InvariantCulture) ?? "unlimited"}"), "--"]
                : Array.Empty<string>(),
        ];
        yield return $"command={string.Join(' ', prefix.Concat(command.Arguments).Select(Word))}";
        yield return $"directory={Plain(process.Directory!)}";
        if (process.User is { } user)
            yield return $"user={Plain(user)}";
        if (process.Umask is { } umask)
            yield return $"umask={ExportText.Octal(umask)[1..]}";
        if (command.Variables.Count > 0)
            yield return $"environment={string.Join(',', command.Variables.Select(variable => Variable(variable.Key, variable.Value)))}";
        yield return "autostart=true";
        yield return $"autorestart={process.Restart.Condition switch { RestartCondition.Always => "true", RestartCondition.OnFailure => "unexpected", _ => "false" }}";
        yield return $"exitcodes={string.Join(',', process.Restart.SuccessCodes)}";
        // A start counts at once: otherwise a process that ends early three times is given up.
        yield return "startsecs=0";
        yield return $"stopsignal={first.Signal.Name}";
        yield return $"stopwaitsecs={ExportText.Number(ExportText.Whole(process.Stop.Duration))}";
        yield return "stopasgroup=true";
        yield return "killasgroup=true";
        yield return "redirect_stderr=true";
        yield return $"stdout_logfile={Plain(log)}";
    }

    /// <summary>Whether the line of variables can hold one, as <c>dict_of_key_value_pairs</c> of supervisord reads it.</summary>
    private static bool HoldsVariable(string name, string value)
    {
        bool isName = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '/' or '+' or ':');
        bool isQuotable = value.Length == 0 || (value[0] is not ('"' or '\'') && value[^1] is not ('"' or '\'') && !(value.Contains('"') && value.Contains('\'')));
        return isName && isQuotable && IsOneLine(value) && !HasComment(value);
    }

    private static bool HasComment(string value)
    {
        for (int at = 1; at < value.Length; at++)
        {
            if (value[at] is ';' or '#' && char.IsWhiteSpace(value[at - 1]))
                return true;
        }

        return false;
    }

    // Python's lines end at more characters than most, and its blanks are more.
    private static bool IsOneLine(string text) => ExportText.IsText(text) && !text.Any(c => char.IsControl(c) && c != '\t') && !text.AsSpan().ContainsAny("\u2028\u2029");

    private static string Plain(string text) => text.Replace("%", "%%", StringComparison.Ordinal);

    private static string Variable(string name, string value)
    {
        char quote = value.Contains('"') ? '\'' : '"';
        return Plain($"{name}={quote}{value}{quote}");
    }

    /// <summary>A word of the command: a shell's quotes, closed and opened again before what would begin a comment.</summary>
    private static string Word(string text)
    {
        if (text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ':' or '=' or ',' or '@' or '+'))
            return text;
        var quoted = new System.Text.StringBuilder("'");
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] == '\'')
                quoted.Append("'\"'\"'");
            else if (text[at] is ';' or '#' && at > 0 && char.IsWhiteSpace(text[at - 1]))
                quoted.Append("''").Append(text[at]);
            else
                quoted.Append(text[at]);
        }

        return Plain(quoted.Append('\'').ToString());
    }
}
