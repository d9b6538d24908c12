using Microsoft.AspNetCore.Http;
using Procfile.Core.Dashboard.Access;
using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Dashboard.Streams;
using Procfile.Core.Supervision;

namespace Procfile.Core.Dashboard.Api;

/// <summary>Answers requests about one supervisor.</summary>
/// <param name="feed">The supervisor. Asked for with the first request, when the host has started.</param>
/// <param name="access">Who may ask.</param>
/// <param name="clock">The clock.</param>
/// <param name="stopping">When the app ends, and with it streams.</param>
internal sealed class ProcfileApi(Func<SupervisorFeed> feed, AccessCheck access, TimeProvider clock, CancellationToken stopping)
{
    internal RequestDelegate Snapshot => Guard(context => Answers.SendAsync(context, feed().GetSnapshot()));

    internal RequestDelegate Events => Guard(context =>
    {
        int recent = LogRequest.RecentOf(context.Request, usual: 0);
        EventJournal journal = feed().Journal;
        return Stream(context, stream => EventStream.SendAsync(stream, journal, StreamPosition.Of(context.Request), recent));
    });

    internal RequestDelegate Logs => Guard(context =>
    {
        var request = LogRequest.Of(context.Request);
        SupervisorFeed source = feed();
        return source.Output is { } output
            ? Stream(context, stream => LogStream.SendAsync(stream, output, source.Journal, request))
            : throw new RequestException("No logs", StatusCodes.Status404NotFound, "The app keeps no output: give the supervisor a RecentOutputSink.");
    });

    internal RequestDelegate Description => Guard(context =>
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.Body.WriteAsync(OpenApiDocument.Json, context.RequestAborted).AsTask();
    });

    internal RequestDelegate Operate(Operations.Operation operation) => Guard(async context =>
    {
        RequestJson request = await RequestBody.ReadAsync(context.Request).ConfigureAwait(false);
        ProcessSupervisor supervisor = feed().Supervisor;
        // Who goes away ends the wait, not the operation.
        Task<OperationResult> work = operation(supervisor, request, request.Wait ? context.RequestAborted : default)();
        if (!request.Wait && !work.IsFaulted)
        {
            await Answers.SendAsync(context, new ResultJson([], [], []), StatusCodes.Status202Accepted).ConfigureAwait(false);
            return;
        }

        OperationResult result = await work.ConfigureAwait(false);
        if (result.Problem is { } problem)
            throw new RequestException("Broken off", StatusCodes.Status409Conflict, problem);
        await Answers.SendAsync(context, JsonViews.Of(result)).ConfigureAwait(false);
    });

    private RequestDelegate Guard(RequestDelegate answer) => async context =>
    {
        Answers.Protect(context.Response);
        try
        {
            if (access.Refuse(context) is { } refusal)
                await Answers.SendAsync(context, refusal).ConfigureAwait(false);
            else
                await answer(context).ConfigureAwait(false);
        }
        catch (RequestException exception)
        {
            await Answers.SendAsync(context, exception.Problem).ConfigureAwait(false);
        }
        catch (FormatException exception)
        {
            await Answers.SendAsync(context, RequestException.Wrong(exception.Message).Problem).ConfigureAwait(false);
        }
        catch (ArgumentException exception)
        {
            // A type that a reload has taken away in the meantime.
            await Answers.SendAsync(context, new ProblemJson("Unknown name", StatusCodes.Status404NotFound, exception.Message)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            if (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
                await Answers.SendAsync(context, Ended).ConfigureAwait(false);
        }
    };

    private static ProblemJson Ended => new("Ended", StatusCodes.Status503ServiceUnavailable, "The supervisor has ended.");

    private async Task Stream(HttpContext context, Func<ServerSentEvents, Task> send)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        ServerSentEvents stream = await ServerSentEvents.BeginAsync(context, clock, end.Token).ConfigureAwait(false);
        await send(stream).ConfigureAwait(false);
    }
}
