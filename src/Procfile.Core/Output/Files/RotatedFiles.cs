using System.Globalization;

namespace Procfile.Core.Output.Files;

/// <summary>The files beside a log that were put aside: <c>.1</c> is the newest.</summary>
internal static class RotatedFiles
{
    /// <summary>Puts the file aside, each older one a number further, and the oldest away.</summary>
    internal static void PutAside(string path, int keep)
    {
        if (keep <= 0)
        {
            File.Delete(path);
            return;
        }

        for (int number = keep - 1; number >= 1; number--)
        {
            if (File.Exists(Numbered(path, number)))
                File.Move(Numbered(path, number), Numbered(path, number + 1), overwrite: true);
        }

        File.Move(path, Numbered(path, 1), overwrite: true);
    }

    private static string Numbered(string path, int number) => string.Create(CultureInfo.InvariantCulture, $"{path}.{number}");
}
