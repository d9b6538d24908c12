using Procfile.Core.Syntax.EnvGrammars;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>The order in which a tool has its entries.</summary>
internal enum EntryOrder
{
    File,

    /// <summary>By name, byte for byte.</summary>
    Name,

    /// <summary>A JavaScript object: integer-like names first, ascending, and <c>__proto__</c> is no key of its own.</summary>
    JavaScriptObject,
}

internal static class EntryOrders
{
    internal static void Apply(this EntryOrder order, ToolReading reading)
    {
        switch (order)
        {
            case EntryOrder.Name:
                reading.Replace([.. reading.Entries.OrderBy(one => one.Name, StringComparer.Ordinal)]);
                break;
            case EntryOrder.JavaScriptObject:
                foreach (var lost in reading.Entries.Where(one => one.Name == "__proto__"))
                    reading.Warn("PF0312", lost.NameSpan.Start, $"{reading.Tool} loses a process named '__proto__'. Rename it");
                reading.Replace([.. reading.Entries.Where(one => one.Name != "__proto__").OrderBy(one => JavaScriptText.ArrayIndex(one.Name))]);
                break;
        }
    }
}
