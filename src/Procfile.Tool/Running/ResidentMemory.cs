using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Procfile.Tool.Running;

/// <summary>What a run that goes on for long need not keep in memory.</summary>
internal static partial class ResidentMemory
{
    private const int DoNotNeed = 4;

    /// <summary>
    /// Lets go what only the beginning has used. Garbage: the collector sees no hurry to take it away when little is allocated from then
    /// on. And the program's own pages, most of which are read once, or came along with others that were: what is used again comes back
    /// from the file, which the kernel has in its cache.
    /// </summary>
    internal static void LetGo()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (OperatingSystem.IsLinux())
            LetProgramGo();
    }

    [SupportedOSPlatform("linux")]
    private static void LetProgramGo()
    {
        try
        {
            (nint Start, nint End)? mapping = null;
            foreach (string line in File.ReadLines("/proc/self/smaps"))
            {
                if (line.Length > 0 && char.IsAsciiHexDigitLower(line[0]))
                    mapping = OfProgram(line);
                // A page that was written to is in no file any more.
                else if (line.StartsWith("Anonymous:", StringComparison.Ordinal) && line.EndsWith(" 0 kB", StringComparison.Ordinal) && mapping is var (start, end))
                    _ = Advise(start, end - start, DoNotNeed);
            }
        }
        catch (IOException)
        {
            // Without /proc it stays.
        }
    }

    /// <summary>The range of a mapping that is of this program's file and can only be read.</summary>
    private static (nint Start, nint End)? OfProgram(string line)
    {
        string[] fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 6 || fields[5].TrimStart() != Environment.ProcessPath || fields[1] is not ("r-xp" or "r--p"))
            return null;
        string[] range = fields[0].Split('-');
        return (nint.Parse(range[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), nint.Parse(range[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint start, nint length, int advice);
}
