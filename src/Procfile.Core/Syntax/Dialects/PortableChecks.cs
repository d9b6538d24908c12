using System.Collections.Immutable;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>Goes over a document once and reports wherever a tool would lose a line or read it differently.</summary>
internal static class PortableChecks
{
    // What a bufio.Scanner holds.
    private const int LongestLine = 64 * 1024;

    internal static ImmutableArray<Diagnostic> Run(SourceText source, ProcfileReadOptions options, RepeatedNames repeated)
    {
        var report = new PortableReport(source, options);
        TextChecks.Run(source, report);
        var names = new NameChecks(report, repeated);
        var reader = new ProcfileReader(source.Bytes);
        var followsEntry = false;
        var count = 0;
        while (reader.ReadLine())
        {
            var line = reader.LineBytes;
            if (line.Length >= LongestLine)
                report.Info("PF0108", reader.LineStart, "forego, paketo and procfile-util refuse a file with a line of 64 KiB or more. Move the command to a script");
            switch (reader.Parts.Kind)
            {
                case ProcfileLineKind.Comment:
                    CheckComment(report, line, reader.LineStart);
                    break;
                case ProcfileLineKind.Entry:
                    LayoutChecks.Run(report, line, reader);
                    var isEmpty = ContinuedCommand.TryContinue(source.Bytes, ref reader, options, out var continued)
                        ? continued.Text.Length == 0
                        : reader.CommandSpan.Length == 0;
                    var isProcess = !isEmpty || options.EmptyCommands == EmptyCommands.Keep;
                    names.Run(reader, isProcess);
                    CommandChecks.Run(report, reader, isEmpty);
                    count += isProcess ? 1 : 0;
                    followsEntry = true;
                    break;
                case ProcfileLineKind.Unrecognised:
                    UnrecognisedChecks.Run(report, line, reader, followsEntry);
                    break;
            }

            followsEntry &= reader.Parts.Kind != ProcfileLineKind.Blank;
        }

        if (count == 0)
            report.Error("PF0701", 0, "No process is defined here. Write one, such as 'web: bin/server'");
        return report.Finish();
    }

    private static void CheckComment(PortableReport report, ReadOnlySpan<byte> line, int lineStart)
    {
        var start = Blanks.SpaceAndTab.Skip(line, 0);
        if (line[start] == (byte)'/')
        {
            report.Info(
                "PF0201",
                lineStart + start,
                "Only procfile-util knows '//' comments, goreman, mprocs and shoreman run such a line. Begin it with '#'",
                new DiagnosticFix(new TextSpan(lineStart + start, 2), "#", IsSafe: true));
        }
    }
}
