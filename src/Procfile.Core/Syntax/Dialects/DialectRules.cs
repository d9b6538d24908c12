using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>How one tool gets from a document to its entries.</summary>
internal abstract class DialectRules
{
    /// <summary>Whether of several entries of a name the tool lists all and runs the first.</summary>
    internal virtual bool RunsFirstOfName => false;

    internal abstract ProcfileReading Read(SourceText source, ProcfileDialect dialect, ProcfileReadOptions options);
}
