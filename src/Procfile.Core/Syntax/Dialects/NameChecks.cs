using System.Globalization;
using System.Text;
using Procfile.Core.Bytes;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>
/// Names that some tool cannot read, changes, or has a meaning of its own for. A name without fault is told by its bytes.
/// </summary>
internal sealed class NameChecks(PortableReport report, RepeatedNames repeated)
{
    private const int LongestLabel = 63;

    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _folded = new(StringComparer.Ordinal);

    internal void Run(in ProcfileReader reader, bool isProcess)
    {
        var name = reader.Name;
        var offset = reader.NameSpan.Start;
        if (reader.Parts.HasOddName)
            report.Warning("PF0304", offset, $"Most tools ignore a process named '{Encoding.UTF8.GetString(name)}'. Use letters, digits, '-' and '_'");
        else
            CheckPlain(name, offset);
        CheckReserved(name, offset);
        if (isProcess && repeated.MayHave(reader.Line))
            CheckUnique(RawText.Decode(name), offset, reader.Line);
    }

    private void CheckPlain(ReadOnlySpan<byte> name, int offset)
    {
        if (name.Length > LongestLabel || !ProcfileUtilRule.IsLabel(name))
            CheckLabel(Encoding.ASCII.GetString(name), offset);
        if (name.Contains((byte)'-'))
            report.Hint("PF0309", offset, "Cloud 66's starter ignores names with a hyphen. Avoid it if you use the starter");
    }

    private void CheckLabel(string name, int offset)
    {
        var label = RepeatedNames.Fold(name);
        if (name.Length > LongestLabel || !ProcfileUtilRule.IsLabel(Encoding.ASCII.GetBytes(label)))
            report.Warning("PF0308", offset, $"Heroku and procfile-util refuse the name '{name}'. Use at most 63 letters, digits and inner hyphens");
        else
            report.Info("PF0307", offset, $"Heroku makes '{label}' of this name, procfile-util --strict refuses it. Use lower case and '-'");
    }

    private void CheckReserved(ReadOnlySpan<byte> name, int offset)
    {
        if (name.SequenceEqual("all"u8))
            report.Hint("PF0311", offset, "'all' means every process in a formation (all=2). Choose another name");
        else if (name.SequenceEqual("__proto__"u8))
            report.Warning("PF0312", offset, "node-foreman loses a process named '__proto__'. Choose another name");
        else if (name.SequenceEqual("system"u8))
            report.Hint("PF0313", offset, "foreman logs its own messages as 'system'. Choose another name");
        else if (uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            report.Hint("PF0310", offset, "node-foreman moves integer names to the front, which changes the ports. Choose another name");
    }

    private void CheckUnique(string name, int offset, int line)
    {
        if (!_lines.TryAdd(name, line))
        {
            var message = $"The process '{name}' is already defined in line {_lines[name]}. Rename or remove one";
            if (report.Options.Duplicates == DuplicatePolicy.Error)
                report.Error("PF0601", offset, message);
            else
                report.Warning("PF0601", offset, message);
        }
        else if (!_folded.TryAdd(RepeatedNames.Fold(name), name))
        {
            report.Warning("PF0602", offset, $"Heroku takes '{name}' and '{_folded[RepeatedNames.Fold(name)]}' for the same process and drops one. Rename one");
        }
    }
}
