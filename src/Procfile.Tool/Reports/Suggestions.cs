namespace Procfile.Tool.Reports;

/// <summary>Finds the name that somebody probably meant.</summary>
internal static class Suggestions
{
    private const int FarthestMistake = 3;

    /// <summary>The known name that is nearest to a mistyped one; null when none is near.</summary>
    internal static string? Nearest(string typed, IEnumerable<string> known)
    {
        if (typed.Length == 0)
            return null;
        return known
            .Select(name => (Name: name, Distance: Distance(typed, name)))
            .Where(candidate => candidate.Distance <= Math.Min(FarthestMistake, Math.Max(typed.Length, candidate.Name.Length) - 1))
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>Says that there is no such name, which one is near, or which there are.</summary>
    internal static string NoSuch(string what, string typed, IReadOnlyCollection<string> known)
    {
        string? nearest = Nearest(typed, known);
        string remedy = nearest is not null ? $"did you mean \"{nearest}\"?" : known.Count == 0 ? "there are none" : $"there are {string.Join(", ", known)}";
        return $"there is no {what} \"{typed}\": {remedy}";
    }

    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                int change = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + change);
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
