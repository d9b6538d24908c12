using System.Text;

namespace VerifyXunit;

/// <summary>Two texts line by line: what both have, what only the first has (<c>-</c>), what only the second has (<c>+</c>).</summary>
internal static class LineDifference
{
    internal static string Between(string first, string second)
    {
        string[] a = first.Split('\n');
        string[] b = second.Split('\n');
        int[,] common = CommonLines(a, b);
        var text = new StringBuilder();
        int i = 0;
        int j = 0;
        while (i < a.Length || j < b.Length)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j])
                (i, j, _) = (i + 1, j + 1, text.Append("  ").Append(a[i]).Append('\n'));
            else if (j == b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1]))
                text.Append("- ").Append(a[i++]).Append('\n');
            else
                text.Append("+ ").Append(b[j++]).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>How many lines, in order, the rests of both texts have in common from each pair of places on.</summary>
    private static int[,] CommonLines(string[] a, string[] b)
    {
        var common = new int[a.Length + 1, b.Length + 1];
        for (int i = a.Length - 1; i >= 0; i--)
        {
            for (int j = b.Length - 1; j >= 0; j--)
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        return common;
    }
}
