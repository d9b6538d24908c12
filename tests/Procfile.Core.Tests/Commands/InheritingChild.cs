using System.Runtime.InteropServices;

namespace Procfile.Core.Tests.Commands;

/// <summary>A <c>sleep</c> that inherits one descriptor, as a launcher hands a lease to a child.</summary>
internal sealed class InheritingChild : IDisposable
{
    private const int Kill = 9;
    private readonly int _pid;
    private bool _ended;

    public InheritingChild(SafeHandle lease)
    {
        // posix_spawn_file_actions_t is opaque; every libc's fits in this.
        var actions = Marshal.AllocHGlobal(512);
        try
        {
            Check(posix_spawn_file_actions_init(actions));
            Check(posix_spawn_file_actions_adddup2(actions, (int)lease.DangerousGetHandle(), 200));
            Check(posix_spawn(out _pid, "/bin/sleep", actions, 0, ["sleep", "1000", null], [null]));
            _ = posix_spawn_file_actions_destroy(actions);
        }
        finally
        {
            Marshal.FreeHGlobal(actions);
        }
    }

    public int Pid => _pid;

    public static void KillForeign(int pid) => _ = kill(pid, Kill);

    public void End()
    {
        if (_ended) return;
        _ended = true;
        _ = kill(_pid, Kill);
        _ = waitpid(_pid, out _, 0);
    }

    public void Dispose() => End();

    private static void Check(int error) => Assert.Equal(0, error);

    [DllImport("libc")]
    private static extern int posix_spawn(out int pid, string path, nint actions, nint attributes, string?[] arguments, string?[] environment);

    [DllImport("libc")]
    private static extern int posix_spawn_file_actions_init(nint actions);

    [DllImport("libc")]
    private static extern int posix_spawn_file_actions_adddup2(nint actions, int from, int to);

    [DllImport("libc")]
    private static extern int posix_spawn_file_actions_destroy(nint actions);

    [DllImport("libc")]
    private static extern int kill(int pid, int signal);

    [DllImport("libc")]
    private static extern int waitpid(int pid, out int status, int options);
}
