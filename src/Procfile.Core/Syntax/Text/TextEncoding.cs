namespace Procfile.Core.Syntax.Text;

internal enum TextEncoding
{
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
}
