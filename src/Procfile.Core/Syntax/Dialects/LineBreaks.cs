namespace Procfile.Core.Syntax.Dialects;

/// <summary>Where a tool's language ends a line.</summary>
internal enum LineBreaks
{
    /// <summary>At LF; a CR before it stays in the line.</summary>
    Lf,

    /// <summary>At LF or CRLF.</summary>
    LfOrCrLf,

    /// <summary>At LF or CRLF, and a CR at the very end goes too: Go's <c>bufio.Scanner</c>.</summary>
    LfOrCrLfOrFinalCr,

    /// <summary>
    /// At LF or CRLF, and a last line without LF that just fills buffers of 4 KiB is lost: Go's <c>bufio.Reader.ReadLine</c>, which
    /// finds the end of the file when it is asked for the rest.
    /// </summary>
    LfOrCrLfOfReadLine,

    /// <summary>At LF, CRLF or CR.</summary>
    AnyCr,

    /// <summary>Python's <c>str.splitlines</c>.</summary>
    Python,
}
