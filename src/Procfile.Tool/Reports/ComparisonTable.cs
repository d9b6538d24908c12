using Procfile.Core.Syntax;

namespace Procfile.Tool.Reports;

/// <summary>What each tool reads differently, as lines a person can scan: the tool, then its differences by line.</summary>
internal static class ComparisonTable
{
    internal static void Print(string file, IReadOnlyList<DialectComparison> comparisons)
    {
        if (comparisons.Count == 0)
            return;
        int width = comparisons.Max(comparison => comparison.Dialect.Name.Length);
        Console.Out.WriteLine();
        foreach (DialectComparison comparison in comparisons)
        {
            string name = comparison.Dialect.Name.PadRight(width);
            if (comparison.IsAlike)
            {
                Console.Out.WriteLine($"{name}  reads it alike");
                continue;
            }

            foreach (ReadingDifference difference in comparison.Differences)
            {
                Console.Out.WriteLine($"{name}  {file}:{difference.Line}: {JsonOutput.Words(difference.Kind.ToString())}: {difference.Message}");
                name = new string(' ', width);
            }
        }
    }
}
