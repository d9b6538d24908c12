using System.Globalization;

namespace Procfile.Core.Exporting;

/// <summary>
/// Names of files and services. A type's name may hold what a format's names may not; two of them never become one.
/// </summary>
/// <param name="allowed">The characters that names of the format may have besides letters and digits.</param>
/// <param name="replacement">What stands for any other.</param>
internal sealed class SafeNames(string allowed, char replacement = '_')
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether only lower-case letters are allowed, and names are at most 63 characters: those of DNS.</summary>
    internal bool IsDns { get; init; }

    /// <summary>The name for a name, always the same.</summary>
    internal string Of(string name)
    {
        if (_names.TryGetValue(name, out string? known))
            return known;
        string safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || allowed.Contains(c, StringComparison.Ordinal) ? c : replacement));
        if (IsDns)
            safe = Cut(safe.ToLowerInvariant(), MaximumDnsLength).Trim('-');
        // No hidden file, no way up, no option.
        safe = safe.TrimStart('.', '-');
        if (safe.Length == 0)
            safe = "process";
        string unique = safe;
        for (int number = 2; !_taken.Add(unique); number++)
        {
            string end = string.Create(CultureInfo.InvariantCulture, $"{replacement}{number}");
            unique = (IsDns ? Cut(safe, MaximumDnsLength - end.Length) : safe) + end;
        }

        return _names[name] = unique;
    }

    // What a controller puts behind a name needs some of the 63.
    private const int MaximumDnsLength = 52;

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;
}
