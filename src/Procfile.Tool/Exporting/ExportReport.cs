using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Procfile.Core.Exporting;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Exporting;

/// <summary>Says what an export has done, or would do.</summary>
internal static class ExportReport
{
    internal static int Print(ParseResult parsed, Exporter exporter, string directory, ImmutableArray<ChangedFile> changes, ExportResult result, bool isDry)
    {
        if (parsed.GetValue(SharedOptions.Json))
        {
            return JsonOutput.Print(new ExportJson(
                exporter.Name,
                directory,
                isDry,
                [.. changes.Select(change => new ExportedFileJson(change.Path, Word(change.Change), change.Mode is { } mode ? ModeOf(mode) : null))],
                [.. result.Notes.Select(note => note.ToString())],
                result.NextSteps));
        }

        foreach (ChangedFile change in changes)
            Console.Out.WriteLine($"{Word(change.Change),-7}  {Path.Combine(directory, change.Path)}");
        if (isDry)
        {
            Console.Out.WriteLine("Nothing was written: this is a dry run.");
            return ExitCodes.Fine;
        }

        Console.Out.WriteLine();
        foreach (string step in result.NextSteps)
            Console.Out.WriteLine($"  {step}");
        return ExitCodes.Fine;
    }

    /// <summary>Shows the files: whoever asks for them wants to see them.</summary>
    internal static int Show(ExportResult result)
    {
        using Stream output = Console.OpenStandardOutput();
        foreach (ExportedFile file in result.Files)
        {
            output.Write(Encoding.UTF8.GetBytes($"==> {file.Path} ({ModeOf(file.Mode)}) <==\n"));
            output.Write(file.ToBytes());
            output.Write("\n"u8);
        }

        return ExitCodes.Fine;
    }

    private static string Word(FileChange change) => change.ToString().ToLowerInvariant();

    private static string ModeOf(UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(4, '0');
}
