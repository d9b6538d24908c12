using System.Diagnostics;
using System.Globalization;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.Tests.Launching;

/// <summary>A host in a process of its own, to be killed, and the processes it has started; disposed, nothing of it is left.</summary>
internal sealed class KilledHost : IDisposable
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly NumberedProcesses _processes = new();
    private readonly Process _process;

    /// <summary>Starts a program of the test child. <c>NUMBER</c> in its arguments becomes a number by which its processes are found.</summary>
    internal KilledHost(params string[] arguments)
        : this(TestChild.Path, arguments)
    {
    }

    private KilledHost(string program, string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments.Select(_processes.In))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(info)!;
    }

    /// <summary>Starts a program of the test child by way of another program, such as <c>unshare</c>.</summary>
    internal static KilledHost Within(string[] wrapper, params string[] arguments) => new(wrapper[0], [.. wrapper[1..], TestChild.Path, .. arguments]);

    /// <summary>The processes with the number in their arguments, the host aside.</summary>
    internal int[] Living() => [.. _processes.Living().Where(id => id != _process.Id)];

    internal async Task<string> LineAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? throw new InvalidOperationException("The host has ended.");

    /// <summary>Everything that the host says until its end.</summary>
    internal Task<string> RestAsync(TimeSpan? limit = null) => _process.StandardOutput.ReadToEndAsync().WaitAsync(limit ?? Limit);

    /// <summary>The guard that the host has now, or null.</summary>
    internal async Task<int?> GuardAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        return int.TryParse(await LineAsync(), CultureInfo.InvariantCulture, out int id) ? id : null;
    }

    internal void Kill() => Kill(_process.Id);

    internal Task EndAsync() => _process.WaitForExitAsync().WaitAsync(Limit);

    /// <summary>Waits until so many processes live, or more.</summary>
    internal Task UntilAsync(int living) => UntilAsync(() => Living().Length >= living);

    internal Task UntilNoneAsync() => UntilAsync(() => Living().Length == 0);

    public void Dispose()
    {
        Kill();
        _process.WaitForExit();
        _processes.Dispose();
        _process.Dispose();
    }

    internal static void Kill(int id) => _ = Libc.Kill(id, ProcessSignal.Kill.Number);

    internal static Task UntilAsync(Func<bool> condition) => NumberedProcesses.UntilAsync(condition);
}
