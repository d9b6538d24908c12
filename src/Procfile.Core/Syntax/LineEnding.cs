namespace Procfile.Core.Syntax;

/// <summary>What ends a physical line.</summary>
public enum LineEnding
{
    /// <summary>Nothing: the last line of a document without a final newline.</summary>
    None,

    /// <summary>A line feed.</summary>
    Lf,

    /// <summary>A carriage return and a line feed.</summary>
    CrLf,
}
