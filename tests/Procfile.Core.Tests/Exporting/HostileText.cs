namespace Procfile.Core.Tests.Exporting;

/// <summary>Commands and variables in which every format finds something to trip over. One seed gives the same ones always.</summary>
internal sealed class HostileText(int seed)
{
    private static readonly string[] Pieces =
    [
        "a", "b c", "é", "😀", "%", "%%", "%i", "%(x)s", "$", "$$", "$A", "${A}", "${NOMAD_ALLOC_ID}", "%{if}", "$(A)", "`id`", "$(id)",
        "'", "\"", "''", "\\", "\\n", "\\x41", ";", " ; ", " # ", "#", "&&", "|", "<b>", "&amp;", "]]>", "{{X}}", "{", "}", "[", "*", "~", "!", "=", ",", ":",
        " ", "\t", "\n", "\n\n", "\r", "\u0001", "\u001b[0m", "\u007f", "\u0085", "\u2028", "\ufeff", "\udcff", "caf\udce9", "end script", "\nend script\n", "yes", "0x10", "null",
    ];

    private static readonly string[] Names = ["A", "B", "LONG_NAME", "lower", "_U", "RUBYOPT", "A", "B", "WITH-DASH", "with.dot", "a b", "1ST", "npm_config_//x", "é"];

    /// <summary>What the library itself expands, what only a shell can, and what is known only when the process starts.</summary>
    private static readonly string[] Words =
    [
        "$A", "\"$B\"", "\"${LONG_NAME}\"", "x${lower:-none}y", "$PORT", "\"$PS\"", "-p$PORT", "plain", "--flag=1", "a%b", "100%", "a\\;b", "'$A'", "\\$A", "{{UNKNOWN}}",
        "\"$(echo sub)\"", "`echo old`", "$UNSET", "\"${UNSET:-default}\"", "$((1 + 1))", "*.none", "~nobody_here",
    ];

    private static readonly string[] Fronts = ["", "", "", "Q=1 ", "Q=\"$B\" ", "exec ", "true && ", "cd . ; "];

#pragma warning disable CA5394 // Chance here is to be the same every time.
    private readonly Random _random = new(seed);

    internal string Command(string program, bool numbered) => string.Join(' ',
        [OneOf(Fronts) + program, .. Enumerable.Range(0, _random.Next(6)).Select(_ => _random.Next(3) > 0 ? Quote(Value()) : OneOf(Words)), .. numbered ? ["-i", "x{{UNIQUE_INT}}"] : Array.Empty<string>()]);

    internal IEnumerable<KeyValuePair<string, string>> Variables() =>
        Enumerable.Range(0, _random.Next(7)).Select(_ => KeyValuePair.Create(OneOf(Names), Value())).ToArray();

    private string Value() => string.Concat(Enumerable.Range(0, _random.Next(6)).Select(_ => OneOf(Pieces)));

    private string OneOf(string[] choices) => choices[_random.Next(choices.Length)];
#pragma warning restore CA5394

    /// <summary>Quotes for a POSIX shell; the tests' own, so that it cannot share a fault with the library.</summary>
    private static string Quote(string value) => "'" + value.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
