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
        var document = ProcfileDocument.Parse("");
        if (!create || File.Exists(path) || Directory.Exists(path))
        {
            int code = FoundProcfile.TryFind(parsed, out FoundProcfile? found);
            if (code != ExitCodes.Fine)
                return code;
            document = found!.Document;
        }

        try
        {
            AtomicFile.Write(path, edit(document).ToBytes());
            return ExitCodes.Fine;
        }
        catch (ArgumentException exception)
        {
            return Complaints.Usage(exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Complaints.Fault($"{path} cannot be written: {exception.Message}");
        }
    }
}
