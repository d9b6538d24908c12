using System.Collections.Immutable;
using Procfile.Core.Syntax;

namespace Procfile.Core.Commands.Formations;

/// <summary>Reads a formation by a dialect.</summary>
internal sealed class FormationReader
{
    /// <summary>More processes of one type than any host runs: a larger number is a slip of the finger.</summary>
    public const int MaximumCount = 100_000;

    private readonly FormationDialect _dialect;
    private readonly ImmutableDictionary<string, int>.Builder _counts = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
    private int? _all;

    private FormationReader(FormationDialect dialect) => _dialect = dialect;

    public static Formation Read(string text, FormationDialect dialect)
    {
        if (dialect.EmptyIsDefault && string.IsNullOrWhiteSpace(text)) return Formation.Default;
        var reader = new FormationReader(dialect);
        reader.ReadItems(text);
        return new Formation(reader._counts.ToImmutable(), reader._all, dialect.Unlisted, reader._diagnostics.ToImmutable());
    }

    private void ReadItems(string text)
    {
        if (_dialect.Numbers == FormationNumbers.Ruby)
            text = string.Concat(text.Where(static c => c is not (' ' or '\t' or '\n' or '\r' or '\f' or '\v')));

        if (!_dialect.BlanksSeparate)
        {
            foreach (var (item, column) in FormationItems.ByCommas(text)) ReadItem(item, column);
            return;
        }

        foreach (var (item, column) in FormationItems.Of(text))
        {
            if (item.Length > 0) ReadItem(item, column);
            else _diagnostics.Add(FormationDiagnostics.EmptyItem(column));
        }
    }

    private void ReadItem(string item, int column)
    {
        switch (_dialect.Numbers)
        {
            case FormationNumbers.Ruby:
                // Ruby's split drops trailing empty pieces, so ',,,' and '=' give no name at all.
                if (item.AsSpan().Trim('=').IsEmpty) break;
                var pieces = item.Split('=');
                Set(pieces[0], pieces.Length > 1 ? FormationNumber.Ruby(pieces[1]) : 0);
                break;

            case FormationNumbers.Python when item.IndexOf('=', StringComparison.Ordinal) is >= 0 and var equals:
                SetChecked(item, item[..equals], item[(equals + 1)..], FormationNumber.Python(item[(equals + 1)..]), column);
                break;

            case FormationNumbers.Go16 when item.Split('=') is [var left, var right, ..] && left.Trim().Length > 0 && right.Trim().Length > 0:
                SetChecked(item, left.Trim(), right.Trim(), FormationNumber.Go(right.Trim(), short.MinValue, short.MaxValue), column);
                break;

            case FormationNumbers.Go when item.Split('=') is [var left, var right] && left.Trim().Length > 0:
                SetNonNegative(item, left.Trim(), right.Trim(), FormationNumber.Go(right.Trim(), int.MinValue, int.MaxValue), column);
                break;

            case FormationNumbers.GoExact when item.Split('=') is [var left, var right]:
                SetChecked(item, left, right, FormationNumber.Go(right, int.MinValue, int.MaxValue), column);
                break;

            case FormationNumbers.JavaScript:
                var parts = item.Trim().Split('=');
                if (parts.Length == 1) Set(parts[0], 1);
                else SetChecked(item, parts[0], parts[1], FormationNumber.JavaScript(parts[1]), column);
                break;

            case FormationNumbers.Strict when item.Split('=') is [var left, var right] && left.Trim().Length > 0:
                SetStrict(item, left.Trim(), right.Trim(), column);
                break;

            default:
                _diagnostics.Add(FormationDiagnostics.NotAnItem(item.Trim(), column));
                break;
        }
    }

    private void SetStrict(string item, string name, string count, int column)
    {
        var isKnown = name == "all" ? _all is not null : _counts.ContainsKey(name);
        if (isKnown) _diagnostics.Add(FormationDiagnostics.Duplicate(name, column));
        // '+2' is a number to some tools and a relative change to others: here it is neither.
        var number = count is ['+', ..] ? null : FormationNumber.Go(count, int.MinValue, MaximumCount);
        SetNonNegative(item, name, count, number, column);
    }

    private void SetNonNegative(string item, string name, string count, int? number, int column)
    {
        if (number < 0) _diagnostics.Add(FormationDiagnostics.Negative(item.Trim(), column));
        else SetChecked(item, name, count, number, column);
    }

    private void SetChecked(string item, string name, string count, int? number, int column)
    {
        if (number is { } value) Set(name, value);
        else _diagnostics.Add(FormationDiagnostics.NotACount(item.Trim(), count.Trim(), column));
    }

    private void Set(string name, int count)
    {
        if (name == "all" && _dialect.HasWildcard) _all = count;
        else _counts[name] = count;
    }
}
