using System.Globalization;
using Procfile.Core.Supervision;

namespace Procfile.Core.Exporting;

/// <summary>
/// Unique integers of replicas, whose number is all that they learn: of the first type the number itself, of any other the number behind
/// three digits of the type's own. So no two are the same while a type has less than a thousand processes. Where the first integer is
/// given, its digits are in front.
/// </summary>
internal static class ReplicaIntegers
{
    private const int FirstPrefix = 100;

    /// <param name="source">What is exported.</param>
    /// <param name="type">The type.</param>
    /// <param name="isNeverEmpty">Whether numbers begin at 0, which is no unique integer.</param>
    internal static string Prefix(ExportPlan source, ProcessType type, bool isNeverEmpty = false)
    {
        int place = Place(source, type);
        int first = source.Options.FirstUniqueInt;
        if (place == 0 && first == 1 && !isNeverEmpty)
            return "";
        return ((first == 1 ? FirstPrefix : first) + place).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Which of the types that need unique integers it is, from 0.</summary>
    internal static int Place(ExportPlan source, ProcessType type) => source.Types.Where(ProcessPlan.NeedsUniqueInt).ToList().IndexOf(type);
}
