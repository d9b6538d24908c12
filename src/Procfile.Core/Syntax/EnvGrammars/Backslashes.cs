using System.Text;

namespace Procfile.Core.Syntax.EnvGrammars;

internal static class Backslashes
{
    /// <summary>What <c>\\([^X])</c>, replaced by the character behind the backslash, makes of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="except">The character that keeps the backslash before it.</param>
    internal static string TakeAway(string text, char except)
    {
        var result = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '\\' && index + 1 < text.Length && text[index + 1] != except)
                index++;
            result.Append(text[index]);
        }

        return result.ToString();
    }
}
