using System.Globalization;

namespace Procfile.Core.Hosting;

/// <summary>A configured formation as a text: <c>web=1,worker=3</c>.</summary>
internal static class FormationText
{
    internal static string Of(IEnumerable<KeyValuePair<string, int>> formation) => string.Join(
        ',', formation.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")));
}
