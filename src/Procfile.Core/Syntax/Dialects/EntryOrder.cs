using System.Globalization;

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
                reading.Replace([.. reading.Entries.Where(one => one.Name != "__proto__").OrderBy(one => ArrayIndex(one.Name))]);
                break;
        }
    }

    /// <summary>The integer a JavaScript engine takes a property name for; the largest value for any other name.</summary>
    private static uint ArrayIndex(string name)
    {
        var isIndex = uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && (name[0] != '0' || name.Length == 1);
        return isIndex ? index : uint.MaxValue;
    }
}
