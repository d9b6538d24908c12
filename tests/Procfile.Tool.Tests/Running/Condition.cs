using System.Diagnostics;

namespace Procfile.Tool.Tests.Running;

/// <summary>Waits for what nobody announces: a file that grows, a process that is gone.</summary>
internal static class Condition
{
    internal static async Task UntilAsync(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(30))
                throw new TimeoutException("What the test waits for does not happen.");
            await Task.Delay(10);
        }
    }
}
