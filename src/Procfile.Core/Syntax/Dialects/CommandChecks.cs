namespace Procfile.Core.Syntax.Dialects;

/// <summary>Commands that tools understand differently.</summary>
internal static class CommandChecks
{
    internal static void Run(PortableReport report, in ProcfileReader reader, bool isEmpty)
    {
        var command = reader.Command;
        var offset = reader.CommandSpan.Start;
        if (isEmpty)
            CheckEmpty(report, reader.LineStart + reader.Parts.Colon);
        else if (command[0] == (byte)'#')
            report.Warning("PF0404", offset, "There is a comment in place of a command; procfile-util refuses the file. Write a command or begin the line with '#'");
        else
            CheckComments(report, command, offset);
        CheckEdges(report, command, offset);
        CheckContinuations(report, command, offset);
        if (command.EndsWith("\\"u8))
            report.Warning("PF0405", offset + command.Length - 1, "A backslash does not continue the line, except for shoreman. Write the command on one line");
        if (IsBlockScalar(command))
            report.Warning("PF0504", offset, "A Procfile is no YAML: the command here is the character itself. Write the command on this line");
    }

    /// <summary>No-break spaces and their like, which some languages take for blanks; all are longer than a byte.</summary>
    private static void CheckEdges(PortableReport report, ReadOnlySpan<byte> command, int offset)
    {
        const string Message = "This is a blank to node-foreman, goreman, mprocs and procfile-util, which take it away here, and text to others. Remove it";
        if (Blanks.Unicode.LengthAt(command, 0) > 1)
            report.Warning("PF0407", offset, Message);
        else if (Blanks.Unicode.LengthBefore(command, command.Length) is > 1 and var length)
            report.Warning("PF0407", offset + command.Length - length, Message);
    }

    /// <summary>Where lines are joined there is a line feed in the command.</summary>
    private static void CheckContinuations(PortableReport report, ReadOnlySpan<byte> command, int offset)
    {
        for (var position = 0; command[position..].IndexOf((byte)'\n') is >= 0 and var found; position++)
        {
            position += found;
            report.Warning("PF0405", offset + command[..position].LastIndexOf((byte)'\\'), "This backslash continues the command in the next line, which of the tools only shoreman sees. Write the command on one line");
        }
    }

    private static void CheckEmpty(PortableReport report, int offset)
    {
        const string Message = "There is no command, so there is no process. Write a command behind the colon or remove the line";
        if (report.Options.EmptyCommands == EmptyCommands.Error)
            report.Error("PF0406", offset, Message);
        else
            report.Warning("PF0406", offset, Message);
    }

    private static void CheckComments(PortableReport report, ReadOnlySpan<byte> command, int offset)
    {
        if (!command.ContainsAny((byte)'#', (byte)'/'))
            return;
        if (InlineComment.FindUnquoted(command, "#"u8) is > 0 and var hash)
            report.Info("PF0402", offset + hash, "This comment is part of the command, except for procfile-util. Put it on a line of its own");
        else if (ProcfileUtilRule.EndWithoutComment(command) is var cut && cut < command.Length && command[cut + 1] == (byte)'#')
            report.Warning("PF0402", offset + cut + 1, "procfile-util cuts the command off at this quoted ' #'. Avoid the blank before it");
        if (InlineComment.FindUnquoted(command, "//"u8) is > 0 and var slashes)
            report.Info("PF0403", offset + slashes, "procfile-util cuts the command off at ' //'. Avoid the blank before it");
    }

    private static bool IsBlockScalar(ReadOnlySpan<byte> command) =>
        command.Length <= 2 && command is [(byte)'|' or (byte)'>'] or [(byte)'|' or (byte)'>', (byte)'-' or (byte)'+'];
}
