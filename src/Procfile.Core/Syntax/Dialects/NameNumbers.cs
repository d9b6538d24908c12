namespace Procfile.Core.Syntax.Dialects;

/// <summary>Gives later entries of a name the first free number from 2, as mprocs.rs dedup_proc_names does it.</summary>
internal sealed class NameNumbers
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

    internal ProcfileEntry Distinct(ProcfileEntry entry)
    {
        var original = entry.Name;
        if (_taken.Add(original))
            return entry;
        // A number once taken stays taken, so the search goes on where the last one ended.
        for (var number = _next.GetValueOrDefault(original, 2); ; number++)
        {
            var name = $"{original} ({number})";
            if (!_taken.Add(name))
                continue;
            _next[original] = number + 1;
            return entry.Named(name);
        }
    }
}
