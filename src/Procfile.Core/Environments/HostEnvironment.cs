using System.Collections;
using System.Text;
using System.Text.Unicode;
using Procfile.Core.Bytes;

namespace Procfile.Core.Environments;

/// <summary>The environment of this process, with bytes that are no UTF-8 as <see cref="RawText"/> has them.</summary>
/// <remarks>
/// .NET has put U+FFFD in place of such bytes. They are still in the block that the kernel gave this process, which stands in
/// <c>/proc/self/environ</c> as it was at the start. A variable is taken from there when .NET's value is what it makes of those bytes;
/// any other has been changed since, through <see cref="Environment.SetEnvironmentVariable(string, string?)"/>, and .NET's value counts.
/// The block is not read when nothing was replaced, which is nearly always, nor where there is none.
/// </remarks>
internal static class HostEnvironment
{
    private const string InitialBlock = "/proc/self/environ";
    private const char Replacement = '\uFFFD';

    public static List<KeyValuePair<string, string>> Read()
    {
        var variables = new List<KeyValuePair<string, string>>();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            variables.Add(new((string)variable.Key, (string?)variable.Value ?? ""));
        return variables.Exists(static variable => variable.Key.Contains(Replacement) || variable.Value.Contains(Replacement))
            ? WithBytes(variables, ReadInitialBlock())
            : variables;
    }

    /// <summary>The variables, with the bytes of the block where .NET has replaced them.</summary>
    internal static List<KeyValuePair<string, string>> WithBytes(List<KeyValuePair<string, string>> variables, ReadOnlySpan<byte> block)
    {
        var seen = new Dictionary<string, string>(variables, StringComparer.Ordinal);
        var restored = new HashSet<string>(StringComparer.Ordinal);
        var all = new List<KeyValuePair<string, string>>(variables.Count);
        foreach (var range in block.Split((byte)0))
        {
            var entry = block[range];
            if (Utf8.IsValid(entry) || entry.IndexOf((byte)'=') is not (> 0 and var equals)) continue;
            var name = entry[..equals];
            var value = entry[(equals + 1)..];
            var seenName = Encoding.UTF8.GetString(name);
            var isUnchanged = seen.TryGetValue(seenName, out var seenValue) && seenValue == Encoding.UTF8.GetString(value);
            if (isUnchanged && restored.Add(seenName)) all.Add(new(RawText.Decode(name), RawText.Decode(value)));
        }

        all.AddRange(variables.Where(variable => !restored.Contains(variable.Key)));
        return all;
    }

    private static byte[] ReadInitialBlock()
    {
        try
        {
            return OperatingSystem.IsLinux() ? File.ReadAllBytes(InitialBlock) : [];
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
