using System.Text;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>Says why a line is no entry and what to do about it.</summary>
internal static class UnrecognisedChecks
{
    internal static void Run(PortableReport report, ReadOnlySpan<byte> line, in ProcfileReader reader, bool followsEntry)
    {
        var start = reader.Parts.NameStart;
        var offset = reader.LineStart + start;
        var problem = reader.Parts.Problem;
        if (problem == LineProblem.MergeConflict)
            report.Error("PF0502", offset, "An unresolved merge conflict. Keep one side and remove the markers");
        else if (start > 0 && followsEntry && problem is (LineProblem.NoColon or LineProblem.NameAndCommand or LineProblem.InnerBlank))
            report.Warning("PF0505", offset, "An indented line does not continue the command before it; it is ignored. Write the command on one line");
        else
            ReportProblem(report, line[start..], offset, problem);
    }

    private static void ReportProblem(PortableReport report, ReadOnlySpan<byte> text, int offset, LineProblem problem)
    {
        switch (problem)
        {
            case LineProblem.NameAndCommand:
                var gap = text.IndexOfAny((byte)' ', (byte)'\t');
                var name = Encoding.UTF8.GetString(text[..gap]);
                report.Warning(
                    "PF0503",
                    offset,
                    $"There is no colon, so the line is ignored; Heroku reads a process '{name}'. Write '{name}: …' or begin the line with '#'",
                    new DiagnosticFix(new TextSpan(offset + gap, 0), ":", IsSafe: false));
                break;
            case LineProblem.Url:
                report.Warning("PF0305", offset, "This looks like an address and is ignored; some tools read a process of it. Begin the line with '#' or put a blank behind the colon");
                break;
            case LineProblem.InnerBlank:
                report.Warning("PF0306", offset, "A name cannot have blanks, so the line is ignored; goreman and mprocs read it. Write the name as one word");
                break;
            case LineProblem.Yaml:
                report.Warning("PF0504", offset, "A Procfile is no YAML, so the line is ignored. Write 'name: command' without quotes and brackets");
                break;
            case LineProblem.NoName:
                report.Warning("PF0501", offset, "There is no name before the colon, so the line is ignored. Write 'name: command'");
                break;
            case LineProblem.NoBlankAfterColon:
                report.Warning("PF0501", offset, "This is no entry and is ignored. Put a blank behind the colon, or begin the line with '#'");
                break;
            default:
                report.Warning("PF0501", offset, "This is no entry and is ignored. Write it as 'name: command' or begin it with '#'");
                break;
        }
    }
}
