namespace Procfile.Tool.Control;

/// <summary>The terminal's second screen, to draw on in place; the first one comes back as it was.</summary>
internal sealed class AlternateScreen : IDisposable
{
    private const string Enter = "\e[?1049h\e[?25l", Leave = "\e[?25h\e[?1049l";
    private const string Home = "\e[H", ClearToEndOfLine = "\e[K", ClearToEnd = "\e[J";

    internal AlternateScreen() => Console.Out.Write(Enter);

    /// <summary>Draws over what is there, in one write and without a moment of emptiness between.</summary>
    internal static void Draw(IReadOnlyList<string> lines) =>
        Console.Out.Write($"{Home}{string.Join($"{ClearToEndOfLine}\n", lines)}{ClearToEndOfLine}{ClearToEnd}");

    public void Dispose() => Console.Out.Write(Leave);
}
