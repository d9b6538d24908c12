using System.Diagnostics;
using System.Globalization;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.Tests.Launching;

/// <summary>A host in a process of its own, to be killed, and the processes it has started; disposed, nothing of it is left.</summary>
internal sealed class KilledHost : IDisposable
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static int _lastNumber;

    private readonly Process _process;

    /// <summary>Starts a program of the test child. <c>NUMBER</c> in its arguments becomes a number by which its processes are found.</summary>
    internal KilledHost(params string[] arguments)
    {
        Number = string.Create(CultureInfo.InvariantCulture, $"{1_000_000_000L + ((long)Environment.ProcessId * 1000) + Interlocked.Increment(ref _lastNumber)}");
        var info = new ProcessStartInfo(TestChild.Path, arguments.Select(argument => argument.Replace("NUMBER", Number, StringComparison.Ordinal)))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(info)!;
    }

    internal string Number { get; }

    /// <summary>The processes with the number in their arguments, the host aside.</summary>
    internal int[] Living() => [.. ProcEntry.AllIds().Where(id => id != _process.Id && HasNumber(id))];

    internal async Task<string> LineAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? throw new InvalidOperationException("The host has ended.");

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
        while (Living() is { Length: > 0 } living)
            Array.ForEach(living, Kill);
        _process.Dispose();
    }

    internal static void Kill(int id) => _ = Libc.Kill(id, ProcessSignal.Kill.Number);

    internal static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
            await timer.WaitForNextTickAsync(limit.Token);
    }

    private bool HasNumber(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Contains(Number, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
