using Procfile.Core.Bytes;

namespace Procfile.Core.Exporting;

/// <summary>One file of an export.</summary>
/// <param name="Path">Its path within the directory of the export, with <c>/</c> between folders.</param>
/// <param name="Text">What it holds; bytes that are no UTF-8 stand in it as <see cref="RawText"/> has them.</param>
/// <param name="Mode">Who may read and execute it.</param>
public sealed record ExportedFile(string Path, string Text, UnixFileMode Mode)
{
    internal const UnixFileMode Public = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    internal const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    internal const UnixFileMode PrivateProgram = Private | UnixFileMode.UserExecute;

    /// <summary>Whether it holds values of variables: only its owner may read it.</summary>
    public bool IsPrivate => (Mode & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) == 0;

    /// <summary>What to write.</summary>
    /// <returns>The bytes.</returns>
    public byte[] ToBytes() => RawText.Encode(Text);
}
