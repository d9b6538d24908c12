using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Procfile.Core.Supervision;

/// <summary>
/// A process's few own variables over those that it has in common with many others. Nothing of the common ones is copied: with
/// hundreds of processes the copies would be most of the memory.
/// </summary>
internal sealed class OverlaidVariables(IReadOnlyDictionary<string, string> common, IReadOnlyDictionary<string, string> own)
    : IReadOnlyDictionary<string, string>
{
    public int Count => own.Count + common.Keys.Count(name => !own.ContainsKey(name));

    public IEnumerable<string> Keys => this.Select(variable => variable.Key);

    public IEnumerable<string> Values => this.Select(variable => variable.Value);

    public string this[string key] => own.TryGetValue(key, out string? value) ? value : common[key];

    public bool ContainsKey(string key) => own.ContainsKey(key) || common.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) =>
        own.TryGetValue(key, out value) || common.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        foreach (KeyValuePair<string, string> variable in common)
        {
            if (!own.ContainsKey(variable.Key))
                yield return variable;
        }

        foreach (KeyValuePair<string, string> variable in own)
            yield return variable;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
