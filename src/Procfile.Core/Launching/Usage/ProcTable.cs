using System.Buffers.Text;
using Procfile.Core.Launching.Native;
using Procfile.Core.Launching.Native.Sweeping;

namespace Procfile.Core.Launching.Usage;

/// <summary>The processes as <c>/proc</c> shows them.</summary>
internal sealed unsafe class ProcTable : IProcessTable
{
    private const int StatCapacity = 1024, UptimeCapacity = 64;

    private readonly ProcessList _list = new();

    public TimeSpan Uptime
    {
        get
        {
            byte* buffer = stackalloc byte[UptimeCapacity];
            fixed (byte* path = "/proc/uptime\0"u8)
            {
                var text = new ReadOnlySpan<byte>(buffer, Math.Max(0, ProcEntry.ReadFile(path, buffer, UptimeCapacity)));
                return Utf8Parser.TryParse(text, out double seconds, out _) ? TimeSpan.FromSeconds(seconds) : default;
            }
        }
    }

    public ReadOnlySpan<int> Ids() =>
        ProcessList.IsOfThisNamespace() ? _list.Read() : throw new IOException("/proc is another namespace's.");

    // Costs a twentieth of what reading /proc/PID/stat does.
    public int SessionOf(int id) => Libc.SessionOf(id);

    public bool TryRead(int id, out ProcessUse use)
    {
        byte* buffer = stackalloc byte[StatCapacity];
        int length = ProcEntry.ReadFile(id, "stat"u8, buffer, StatCapacity);
        return ProcessUse.TryParse(new ReadOnlySpan<byte>(buffer, Math.Max(0, length)), out use);
    }
}
