using CsCheck;

namespace Procfile.Core.Tests.Commands;

/// <summary>A command and the variables it is expanded with.</summary>
internal sealed record ShellCase(string Command, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>Variables that only assignments before the command set.</summary>
    public static readonly string[] AssignedNames = ["Q", "R"];

    private static readonly string[] Names = ["A", "B", "C", "D", "E", "F"];

    private static readonly Gen<string> Name = Gen.OneOf<string>([.. Names, "Q"]);

    private static readonly Gen<string> Literal = Gen.OneOf<string>(
        "a", "b", "-x", "=", "1", "é", "\u0081\u0088", "{", "}", "a.b", ":", "%", "^", "@", "!", "]", "+", ",", "/", "#", "😀", "\r", "\u007f", "\u0001", "\udce9", "\udcf0\udc9f");

    private static readonly Gen<string> QuotedText = Gen.OneOf<string>(
        "", "a", " ", "  b", "*", ";", "|", "~", "#", "$(", "é", "\u0081", "\t", "&", "(", "[", "{a,b}", "\u0084\u0085", "!", "\udcff").Array[0, 3].Select(string.Concat);

    private static readonly Gen<string> Value = Gen.OneOf<string>(
        Gen.OneOf<string>("", " ", "a", "a b", "  a  b  ", "\ta\n", "'", "\"", "$A", "`id`", "$(id)", ";id", "#", "~", "-n", "=", "é", "\u0081\u0082\u0088", "{a,b}", "\u0001\u007f", "caf\udce9", "\udcff \udc80"),
        Gen.OneOf<string>("*", "?", "[", "\\", "a\\b", "\\*"),
        Gen.OneOf<string>(" ", "\t", "\n", "a", "é", "'", "\"", "$", ";", "\u0081", "\r", "#", "=", "\udce9").Array[0, 6].Select(string.Concat));

    private static readonly Gen<string> Text = Gen.Frequency<string>((4, Structured()), (1, Noise()));

    public static readonly Gen<ShellCase> Cases = Gen.Select(
        Text,
        Value.Array[Names.Length],
        Gen.Bool.Array[Names.Length],
        (text, values, isSet) => new ShellCase(
            text,
            Names.Select((name, i) => (name, i)).Where(one => isSet[one.i]).ToDictionary(one => one.name, one => values[one.i])));

    public override string ToString() =>
        $"{Command}\n  with {string.Join(' ', Variables.Select(variable => $"{variable.Key}={Escape(variable.Value)}"))}";

    public static string Escape(string text) =>
        string.Concat(text.Select(c => c is >= ' ' and < '\u007f' ? c.ToString() : $"\\u{(int)c:x4}"));

    private static Gen<string> Structured()
    {
        var word = Word(2);
        var assignment = Gen.Select(Gen.OneOf<string>([.. AssignedNames, "A"]), word, (name, value) => $"{name}={value} ");
        var blank = Gen.OneOf<string>(" ", "  ", "\t", " \t ");
        return Gen.Select(
            Gen.Frequency<string>((3, Gen.Const("")), (1, assignment), (1, Gen.Select(assignment, assignment, string.Concat))),
            Gen.Select(blank, word, string.Concat).Array[0, 5],
            Gen.OneOf<string>("", "", "", "", " ", " # c $A 'x"),
            (assignments, words, end) => $"{assignments}P{string.Concat(words)}{end}");
    }

    private static Gen<string> Word(int depth)
    {
        var variable = Gen.OneOf<string>(Name.Select(name => "$" + name), Name.Select(name => $"${{{name}}}"));
        var inQuotes = Gen.OneOf<string>(QuotedText, variable, Gen.OneOf<string>("\\$", "\\\"", "\\\\", "\\a", "'", "$", "\\`"));
        var part = new List<(int, IGen<string>)>
        {
            (4, Literal),
            (4, variable),
            (1, QuotedText.Select(text => $"'{text}'")),
            (2, inQuotes.Array[0, 3].Select(parts => $"\"{string.Concat(parts)}\"")),
            (1, Gen.OneOf<string>("\\ ", "\\a", "\\\"", "\\'", "\\\\", "\\$", "\\*", "\\é", "\\;")),
        };
        if (depth > 0)
        {
            var operation = Gen.OneOf<string>(":-", "-", ":+", "+", ":=", "=", ":?", "?");
            var alternative = Gen.OneOf<string>(Word(depth - 1), Gen.Select(Word(depth - 1), Word(depth - 1), (one, other) => $"{one} {other}"), Gen.Const(""));
            var braced = Gen.Select(Name, operation, alternative, Braced);
            part.Add((3, braced));
            part.Add((1, Gen.Select(Name, operation, Gen.OneOf<string>(Literal, variable, Gen.Const(" "), Gen.Const("*")), (name, op, other) => $"\"{Braced(name, op, other)}\"")));
        }

        return Gen.Frequency<string>([.. part]).Array[1, 4].Select(string.Concat);
    }

    // A name that only assignments set must not become a variable of the asked shell: its function P would see it unexported.
    private static string Braced(string name, string operation, string alternative) =>
        operation.EndsWith('=') && AssignedNames.Contains(name) ? $"${{{name}}}" : $"${{{name}{operation}{alternative}}}";

    private static Gen<string> Noise() => Gen.OneOf<string>(
            Gen.OneOf<string>(" ", "\"", "'", "\\", "$", "$A", "${A", "${B:-", "}", "#", "=", "A=", "a", "~", "*", "$B", "\"$C\"", "{", "x y", "é", "\t", "\n", ";", "&", "(", ")", "[", "!", "Q=", "exec ", "cd ", "echo ", "$$", "$1", "`", "|", "<", ">"))
        .Array[0, 12].Select(parts => "P " + string.Concat(parts));
}
