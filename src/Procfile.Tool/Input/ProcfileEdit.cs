using System.CommandLine;
using Procfile.Core.Syntax;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Input;

/// <summary>A change to the Procfile that leaves every other byte alone.</summary>
internal static class ProcfileEdit
{
    internal static int Make(ParseResult parsed, bool create, Func<ProcfileDocument, ProcfileDocument> edit)
    {
        if (parsed.GetValue(SharedOptions.File) == FoundProcfile.StandardInput)
            return Complaints.Usage("standard input cannot be changed: name a file with -f");
        string path = FoundProcfile.PathToEdit(parsed);
        if (!FoundProcfile.TryGetDialect(parsed, out ProcfileDialect dialect, out int wrong))
            return wrong;
        var document = ProcfileDocument.Parse("", dialect);
        if (!create || File.Exists(path) || Directory.Exists(path))
        {
            int code = FoundProcfile.TryFind(parsed, out FoundProcfile? found);
            if (code != ExitCodes.Fine)
                return code;
            document = found!.Main.Document;
        }

        try
        {
            AtomicFile.Write(path, edit(document).ToBytes());
            return ExitCodes.Fine;
        }
        catch (ArgumentException)
        {
            return Complaints.Usage(
                $"a Procfile cannot say that: a name is one word without a colon, a command one line of text, as {dialect.Name} reads them");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Complaints.Fault($"{path} cannot be written: {exception.Message}");
        }
    }
}
