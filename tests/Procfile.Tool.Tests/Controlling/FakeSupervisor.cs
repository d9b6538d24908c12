using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Supervision;

namespace Procfile.Tool.Tests.Controlling;

/// <summary>Speaks the API of a running <c>start</c> on a socket, and answers as a test wants it to: what a real one does seldom, or never.</summary>
internal sealed class FakeSupervisor : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeSupervisor(string socket)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socket));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    internal SnapshotJson Snapshot { get; set; } = Of([Type("web", 1), Type("worker", 2)], Process("web", 1), Process("worker", 1), Process("worker", 2));

    /// <summary>Whether nothing is ever answered.</summary>
    internal bool Silent { get; set; }

    /// <summary>What was asked for, in order: <c>scale</c> and the request.</summary>
    internal ConcurrentQueue<(string Operation, RequestJson Request)> Operations { get; } = [];

    /// <summary>What streams were asked for: address and last id.</summary>
    internal ConcurrentQueue<string> Streams { get; } = [];

    /// <summary>Answers an operation.</summary>
    internal Func<HttpContext, Task> Operation { get; set; } = context => SendAsync(context, new ResultJson([], [], []), shapes => shapes.ResultJson);

    /// <summary>Answers a request for a stream.</summary>
    internal Func<HttpContext, Task> Stream { get; set; } = context => EventAsync(context, "end", "{}");

    internal static async Task<FakeSupervisor> ListenAsync(string socket)
    {
        var supervisor = new FakeSupervisor(socket);
        await supervisor._app.StartAsync();
        return supervisor;
    }

    internal static SnapshotJson Of(TypeJson[] types, params ProcessJson[] processes) =>
        new(7, processes.Select(process => process.Health).DefaultIfEmpty().Max(), processes, types);

    internal static TypeJson Type(string name, int count, bool paused = false) => new(name, count, paused, null, false, null);

    internal static ProcessJson Process(string type, int index, ProcessState state = ProcessState.Running, string? problem = null)
    {
        bool runs = state is ProcessState.Running or ProcessState.Starting or ProcessState.Stopping;
        ProcessHealth health = state switch
        {
            ProcessState.Failed or ProcessState.Stuck => ProcessHealth.Unhealthy,
            ProcessState.Backoff or ProcessState.Starting => ProcessHealth.Degraded,
            _ => ProcessHealth.Healthy,
        };
        return new ProcessJson(
            string.Create(CultureInfo.InvariantCulture, $"{type}.{index}"), type, index, state, runs ? 4000 + index : null, 5000 + index, null,
            runs ? DateTimeOffset.UtcNow - TimeSpan.FromMinutes(3) : null, 0, null, null, runs ? 1.5 : null, runs ? 45 << 20 : null, health,
            state is not (ProcessState.Stopped or ProcessState.Stopping), false, problem);
    }

    internal static Task SendAsync<T>(HttpContext context, T value, Func<ContractJson, JsonTypeInfo<T>> shape, int status = 200) =>
        SendAsync(context, JsonSerializer.Serialize(value, shape(ContractJson.Default)), status);

    internal static Task SendAsync(HttpContext context, string json, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = status < 400 ? "application/json; charset=utf-8" : "application/problem+json; charset=utf-8";
        return context.Response.WriteAsync(json);
    }

    internal static Task RefuseAsync(HttpContext context, int status, string detail) =>
        SendAsync(context, new ProblemJson("Refused", status, detail), shapes => shapes.ProblemJson, status);

    /// <summary>Sends an event of a stream.</summary>
    internal static async Task EventAsync(HttpContext context, string? kind, string data, string? id = null)
    {
        if (!context.Response.HasStarted)
            context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync($"{(id is null ? "" : $"id: {id}\n")}{(kind is null ? "" : $"event: {kind}\n")}data: {data}\n\n");
        await context.Response.Body.FlushAsync();
    }

    /// <summary>Sends a line of a process.</summary>
    internal static Task LineAsync(HttpContext context, string text, string process = "web.1", string? id = null, string? base64 = null) => EventAsync(
        context,
        null,
        JsonSerializer.Serialize(
            new LineJson(process, process.Split('.')[0], new DateTimeOffset(2026, 1, 2, 12, 30, 1, TimeSpan.Zero), text, base64, Core.Output.OutputFragment.None, false),
            ContractJson.Default.LineJson),
        id);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (Silent)
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        string asked = context.Request.Path.Value!["/api/".Length..];
        switch (asked)
        {
            case "snapshot":
                await SendAsync(context, Snapshot, shapes => shapes.SnapshotJson);
                break;
            case "events" or "logs":
                Streams.Enqueue($"{asked}{context.Request.QueryString} {context.Request.Headers["Last-Event-ID"]}".TrimEnd());
                await Stream(context);
                break;
            default:
                Assert.Equal("application/json", context.Request.ContentType);
                using (var reader = new StreamReader(context.Request.Body, Encoding.UTF8))
                    Operations.Enqueue((asked, JsonSerializer.Deserialize(await reader.ReadToEndAsync(), ContractJson.Default.RequestJson)!));
                await Operation(context);
                break;
        }
    }
}
