using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>How one tool gets from a document to its entries.</summary>
internal abstract class DialectRules
{
    internal abstract ProcfileReading Read(SourceText source, ProcfileDialect dialect, ProcfileReadOptions options);
}
