namespace Procfile.Core.Commands.Formations;

/// <summary>Takes the text of a formation, or of changes of one, apart.</summary>
internal static class FormationItems
{
    /// <summary>What stands between commas.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The items, with the columns they begin at.</returns>
    public static IEnumerable<(string Item, int Column)> ByCommas(string text)
    {
        var start = 0;
        while (start <= text.Length)
        {
            var end = text.IndexOf(',', start);
            if (end < 0) end = text.Length;
            yield return (text[start..end], start + 1);
            start = end + 1;
        }
    }

    /// <summary>
    /// What stands between commas or blanks, as in dokku's <c>ps:scale web=1 worker=2</c>; blanks around <c>=</c> belong to the item.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <returns>The items, with the columns they begin at; an empty one where nothing stands between commas.</returns>
    public static IEnumerable<(string Item, int Column)> Of(string text)
    {
        foreach (var (part, column) in ByCommas(text))
        {
            var at = Skip(part, 0, char.IsWhiteSpace);
            if (at == part.Length && part.Length < text.Length) yield return ("", Math.Min(column, text.Length));
            while (at < part.Length)
            {
                var from = at;
                at = EndOfItem(part, from);
                yield return (part[from..at], column + from);
                at = Skip(part, at, char.IsWhiteSpace);
            }
        }
    }

    private static int EndOfItem(string text, int start)
    {
        var end = Skip(text, start, static c => !char.IsWhiteSpace(c) && c != '=');
        var equals = Skip(text, end, char.IsWhiteSpace);
        return equals < text.Length && text[equals] == '='
            ? Skip(text, Skip(text, equals + 1, char.IsWhiteSpace), static c => !char.IsWhiteSpace(c))
            : end;
    }

    private static int Skip(string text, int index, Func<char, bool> isSkipped)
    {
        while (index < text.Length && isSkipped(text[index])) index++;
        return index;
    }
}
