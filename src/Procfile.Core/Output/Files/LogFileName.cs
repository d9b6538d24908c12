namespace Procfile.Core.Output.Files;

/// <summary>Names of files out of names that anybody may have written into a Procfile.</summary>
internal static class LogFileName
{
    private const int Longest = 200;

    /// <summary>The name with everything replaced that could lead to another directory or hide the file.</summary>
    internal static string Safe(string name)
    {
        string safe = string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) || "._-".Contains(character) ? character : '_'));
        safe = safe.Length > Longest ? safe[..Longest] : safe;
        return safe is "" or ['.', ..] ? "_" + safe : safe;
    }
}
