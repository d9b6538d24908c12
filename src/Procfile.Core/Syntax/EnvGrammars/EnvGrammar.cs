namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>How one tool gets from a <c>.env</c> file to its variables.</summary>
internal abstract class EnvGrammar
{
    /// <summary>Whether a byte order mark is recognised, and UTF-16 with it.</summary>
    internal virtual bool DecodesMarks => false;

    /// <summary>Whether the tool takes bytes as they come, whatever their encoding: see <see cref="Text.ByteText"/>.</summary>
    internal virtual bool SeesBytes => false;

    internal abstract void Read(EnvReading reading);
}
