using System.Text;

namespace Procfile.Core.Commands.Words;

/// <summary>Joins parts to fields and splits where the shell splits (POSIX 2.6.5 with the default IFS: blank, tab, newline).</summary>
internal sealed class FieldBuilder(List<string> fields)
{
    private readonly StringBuilder _field = new();
    private bool _exists;

    public void AppendPlain(string text)
    {
        if (text.Length == 0) return;
        _field.Append(text);
        _exists = true;
    }

    /// <summary>Quoted text makes a field even when it is empty.</summary>
    public void AppendQuoted(string text)
    {
        _field.Append(text);
        _exists = true;
    }

    public void AppendSplit(string text)
    {
        foreach (var c in text)
        {
            if (c is ' ' or '\t' or '\n')
            {
                End();
            }
            else
            {
                _field.Append(c);
                _exists = true;
            }
        }
    }

    public void End()
    {
        if (_exists) fields.Add(_field.ToString());
        _field.Clear();
        _exists = false;
    }
}
