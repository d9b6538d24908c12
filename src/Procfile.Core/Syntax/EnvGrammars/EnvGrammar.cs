namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>How one tool gets from a <c>.env</c> file to its variables.</summary>
internal abstract class EnvGrammar
{
    /// <summary>Whether a byte order mark is recognised, and UTF-16 with it.</summary>
    internal virtual bool DecodesMarks => false;

    /// <summary>Whether a byte that is no UTF-8 reaches the process as it is; otherwise it becomes U+FFFD.</summary>
    internal virtual bool KeepsInvalidBytes => true;

    internal abstract void Read(EnvReading reading);
}
