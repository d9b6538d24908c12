using Procfile.Core.Syntax;

namespace Procfile.Core.Commands.Words;

/// <summary>Every diagnostic about a command. Columns count UTF-16 units of the command's own text, from 1.</summary>
internal static class CommandDiagnostics
{
    public static Diagnostic Empty() => Warning(
        "PF0901", 1, "The command is empty: write what to execute after the colon.");

    public static Diagnostic UnknownToken(string token, int column) => Warning(
        "PF0902", column, $"'{token}' is not a known token and stays as written: only {{{{UNIQUE_INT}}}} is known everywhere, in exactly this spelling.");

    public static Diagnostic UnsafeToken(string token, int column) => Error(
        "PF0903", column, $"The value of '{token}' has characters that a shell could read as code, so the token stays as written: give such a value as a variable.");

    public static Diagnostic NulInCommand(int column) => Error(
        "PF0904", column, "The command holds a NUL character, which no program can be given: remove it.");

    public static Diagnostic NulInValue(string name, int column) => Error(
        "PF0904", column, $"The value of '{name}' holds a NUL character, which no program can be given: remove it.");

    public static Diagnostic NeedsShell(ShellNeed need) => Warning(
        "PF0905", need.Column, $"{need.Reason} needs a shell, and this command is executed without one: the text is passed as written.");

    public static Diagnostic Unterminated(string what, int column) => Error(
        "PF0906", column, $"This {what} is never closed: the shell refuses such a command.");

    public static Diagnostic RequiredVariable(string name, string message, int column) => Error(
        "PF0907", column, message.Length == 0 ? $"'{name}' must be set." : $"'{name}' must be set: {message}");

    public static Diagnostic UnsetVariable(string name, int column) => new(
        "PF0908", DiagnosticSeverity.Info, 1, column, $"'{name}' is not set and becomes nothing: set it, or write ${{{name}:-default}}.");

    public static Diagnostic Daemonizes(string flag, int column) => Warning(
        "PF0911", column, $"'{flag}' makes the program fork to the background, where it cannot be supervised and seems to end at once: remove it.");

    public static Diagnostic IgnoredWeb() => Warning(
        "PF0912", 1, "Cloud 66 ignores 'web' on Rack stacks: name the entry 'custom_web' to run this server in place of Passenger.");

    private static Diagnostic Warning(string id, int column, string message) =>
        new(id, DiagnosticSeverity.Warning, 1, column, message);

    private static Diagnostic Error(string id, int column, string message) =>
        new(id, DiagnosticSeverity.Error, 1, column, message);
}
