using System.Net.Sockets;
using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Supervision;

/// <summary>Asks the ready processes of a type over and over, as a load balancer does: one that refuses the connection is passed over.</summary>
internal static class WebClient
{
    internal sealed record Tally(int Answers, int FewestReady, IReadOnlyList<string> Lost);

    internal static async Task<Tally> AskUntilAsync(ProcessSupervisor supervisor, string type, int number, CancellationToken end)
    {
        using var client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, UseProxy = false });
        int answers = 0, fewest = int.MaxValue;
        List<string> lost = [];
        for (int turn = number; !end.IsCancellationRequested; turn++)
        {
            ProcessSnapshot[] ready = [.. supervisor.GetSnapshot().Processes.Where(process => process.Type == type && process.State == ProcessState.Running)];
            fewest = Math.Min(fewest, ready.Length);
            string? loss = await AskAsync(client, ready, turn);
            if (loss is null)
                answers++;
            else
                lost.Add(loss);
        }

        return new Tally(answers, fewest, lost);
    }

    private static async Task<string?> AskAsync(HttpClient client, ProcessSnapshot[] ready, int turn)
    {
        for (int tried = 0; tried < ready.Length; tried++)
        {
            ProcessSnapshot process = ready[(turn + tried) % ready.Length];
            try
            {
                return await client.GetStringAsync(new Uri($"http://127.0.0.1:{process.Port}/")) == "pong" ? null : "a wrong answer";
            }
            catch (HttpRequestException exception) when (exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
            {
                // Nothing was sent: the next one is asked.
            }
            catch (HttpRequestException exception)
            {
                return $"{process.Name}: {exception.Message}";
            }
        }

        return "nobody answers";
    }
}
