using System.Globalization;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.Tests.Launching;

/// <summary>Processes of one test, known by a number in their arguments; disposed, none of them is left.</summary>
internal sealed class NumberedProcesses : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static int _lastNumber;

    /// <summary>The number, fit for <c>sleep</c>.</summary>
    internal string Number { get; } =
        string.Create(CultureInfo.InvariantCulture, $"{1_000_000_000L + ((long)Environment.ProcessId * 1000) + Interlocked.Increment(ref _lastNumber)}");

    internal int[] Living() => Living("");

    /// <summary>Those whose command line, with a NUL after each word, begins so: they are what they are to become.</summary>
    internal int[] Living(string beginning) => [.. ProcEntry.AllIds().Where(id => Is(id, beginning))];

    /// <summary>A script with the number for <c>NUMBER</c>.</summary>
    internal string In(string script) => script.Replace("NUMBER", Number, StringComparison.Ordinal);

    /// <summary>Waits until so many live, or more.</summary>
    internal Task UntilAsync(int living) => UntilAsync(() => Living().Length >= living);

    internal Task UntilNoneAsync() => UntilAsync(() => Living().Length == 0);

    public void Dispose()
    {
        while (Living() is { Length: > 0 } living)
            Array.ForEach(living, id => _ = Libc.Kill(id, ProcessSignal.Kill.Number));
    }

    internal static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
            await timer.WaitForNextTickAsync(limit.Token);
    }

    private bool Is(int id, string beginning)
    {
        try
        {
            string words = File.ReadAllText($"/proc/{id}/cmdline");
            return words.StartsWith(beginning, StringComparison.Ordinal) && words.Contains(Number, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
