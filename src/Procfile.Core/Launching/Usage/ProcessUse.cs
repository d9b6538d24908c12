using System.Buffers.Text;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.Launching.Usage;

/// <summary>What <c>/proc/PID/stat</c> says of the use of one process.</summary>
/// <param name="HasEnded">Whether it has ended, and only waits for somebody to reap it.</param>
/// <param name="Parent">The process that started it, or has taken it over.</param>
/// <param name="Session">Its session; 0 of the kernel's own threads.</param>
/// <param name="Start">When it was started, in ticks since the machine was.</param>
/// <param name="Ticks">Processor time of it and of the children it has waited for.</param>
/// <param name="Pages">Pages of memory that are not swapped out.</param>
internal readonly record struct ProcessUse(bool HasEnded, int Parent, int Session, long Start, long Ticks, long Pages)
{
    // Counted from the state on, the first field after the name: proc_pid_stat(5) has it as the third.
    private const int ParentField = 1, SessionField = 3, UserField = 11, StartField = 19, PagesField = 21, Fields = 22;

    /// <summary>Reads the file's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="use">What it says.</param>
    /// <returns>Whether it is whole.</returns>
    internal static bool TryParse(ReadOnlySpan<byte> text, out ProcessUse use)
    {
        use = default;
        Span<long> numbers = stackalloc long[Fields];
        if (!ProcEntry.TryFindFields(text, out ReadOnlySpan<byte> fields))
            return false;
        bool hasEnded = fields[0] is (byte)'Z' or (byte)'X' or (byte)'x';
        for (int field = 0; field < Fields; field++)
        {
            int end = fields.IndexOf((byte)' ');
            if (end < 0)
                return false;
            _ = Utf8Parser.TryParse(fields[..end], out numbers[field], out _);
            fields = fields[(end + 1)..];
        }

        // In its own code, in the kernel, and both again of the children it has waited for.
        long ticks = numbers[UserField] + numbers[UserField + 1] + numbers[UserField + 2] + numbers[UserField + 3];
        // The kernel counts memory by processor: the sum may be below 0 for a moment.
        long pages = Math.Max(0, numbers[PagesField]);
        use = new ProcessUse(hasEnded, (int)numbers[ParentField], (int)numbers[SessionField], numbers[StartField], ticks, pages);
        return true;
    }
}
