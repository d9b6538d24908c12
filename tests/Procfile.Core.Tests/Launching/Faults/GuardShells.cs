using System.Diagnostics;
using Procfile.Core.Launching.Native.Orphans;

namespace Procfile.Core.Tests.Launching.Faults;

/// <summary>The guard's script does its work in every shell that may be <c>/bin/sh</c>; those installed are tried.</summary>
public sealed class GuardShells
{
    private static readonly (string Program, string Words)[] Known =
        [("/bin/dash", "/bin/dash"), ("/bin/bash", "/bin/bash --posix"), ("/bin/busybox", "/bin/busybox sh"), ("/bin/mksh", "/bin/mksh"), ("/usr/bin/yash", "/usr/bin/yash")];

    public static TheoryData<string> Installed => [.. Known.Where(shell => File.Exists(shell.Program)).Select(shell => shell.Words)];

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Installed))]
    public async Task A_known_group_and_those_with_the_marker_end(string shell)
    {
        string marker = Guid.NewGuid().ToString("N");
        using var processes = new NumberedProcesses();
        // One by its group, whose second member ignores TERM; one by its marker, deaf to TERM as well.
        using Process group = Start($"exec setsid --fork sh -c 'sh -c \"trap \\\"\\\" TERM; while :; do sleep 0.2; done # {processes.Number}\" & exec sleep {processes.Number}'");
        using Process marked = Start($"exec env VARIABLE=1 PROCFILE_INCARNATION=outer-1{marker}-7 setsid --fork sh -c 'trap \"\" TERM; while :; do sleep 0.2; done # {processes.Number}'");
        using Process stranger = Start($"exec sleep 1000{processes.Number}");
        await NumberedProcesses.UntilAsync(() =>
            processes.Living().Length == 4 && processes.Living("sh\0-c\0trap").Length == 2 && processes.Living("sleep\0").Length == 2);
        int leader = Assert.Single(processes.Living("sleep\0" + processes.Number));
        string roster = Path.GetTempFileName();
        await File.WriteAllTextAsync(roster, $"       \n{leader,-7}\n       \n");
        using Process guard = Start($"exec {shell} -c 'eval \"${GuardScript.Variable}\"' procfile-guard {marker} 3<&0 4<{roster} </dev/null");
        Assert.Equal(4, processes.Living().Length);
        guard.StandardInput.Close();
        await guard.WaitForExitAsync().WaitAsync(LaunchedProcesses.Limit);
        Assert.Equal("", await guard.StandardError.ReadToEndAsync());
        Assert.Equal([stranger.Id], processes.Living());
        stranger.Kill();
        File.Delete(roster);
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Installed))]
    public async Task A_line_sends_it_home(string shell)
    {
        using Process guard = Start($"exec {shell} -c 'eval \"${GuardScript.Variable}\"' procfile-guard no-marker 3<&0 4</dev/null </dev/null");
        await guard.StandardInput.WriteLineAsync();
        await guard.StandardInput.FlushAsync();
        await guard.WaitForExitAsync().WaitAsync(LaunchedProcesses.Limit);
        Assert.Equal(0, guard.ExitCode);
    }

    private static Process Start(string script) => Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script])
    {
        RedirectStandardInput = true,
        RedirectStandardError = true,
        Environment = { [GuardScript.Variable] = GuardScript.Text },
    })!;
}
