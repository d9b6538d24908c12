using System.Globalization;

namespace Procfile.Core.Hosting;

/// <summary>A configured formation as a text: <c>all=1,worker=3</c>.</summary>
internal static class FormationText
{
    internal const string All = "all";

    /// <summary>A setting for one type must not take all others away, so they stay at one each.</summary>
    internal static string Of(IDictionary<string, int> formation)
    {
        IEnumerable<KeyValuePair<string, int>> counts = formation.ContainsKey(All) ? formation : formation.Prepend(new(All, 1));
        return string.Join(',', counts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")));
    }
}
