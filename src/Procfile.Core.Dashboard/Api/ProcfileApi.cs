using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Procfile.Core.Dashboard.Access;
using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Dashboard.Page;
using Procfile.Core.Dashboard.Streams;
using Procfile.Core.Supervision;

namespace Procfile.Core.Dashboard.Api;

/// <summary>Answers requests about one supervisor.</summary>
/// <param name="feed">The supervisor. Asked for with the first request, when the host has started.</param>
/// <param name="access">Who may ask.</param>
/// <param name="page">The page.</param>
/// <param name="clock">The clock.</param>
/// <param name="stopping">When the app ends, and with it streams.</param>
internal sealed class ProcfileApi(Func<SupervisorFeed> feed, AccessCheck access, PageDocument page, TimeProvider clock, CancellationToken stopping)
{
    /// <summary>
    /// The page, which holds nothing of anybody's. To who shows no token it is given under 401: a browser that was here before has the token
    /// for its calls, and a person can type it.
    /// </summary>
    internal RequestDelegate Page => Shield(async context =>
    {
        ProblemJson? refusal = access.RefusePage(context);
        if (refusal?.Status == StatusCodes.Status403Forbidden)
            throw new RequestException(refusal);
        HttpResponse response = context.Response;
        response.StatusCode = refusal?.Status ?? StatusCodes.Status200OK;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers[HeaderNames.ContentSecurityPolicy] = PageDocument.ContentSecurityPolicy;
        response.Headers[HeaderNames.XFrameOptions] = "DENY";
        await response.Body.WriteAsync(page.Html, context.RequestAborted).ConfigureAwait(false);
    });

    internal RequestDelegate Snapshot => Guard(context => Answers.SendAsync(context, feed().GetSnapshot()));

    internal RequestDelegate Events => Guard(context =>
    {
        int recent = StreamQuery.RecentOf(context.Request, usual: 0);
        bool follow = StreamQuery.FollowOf(context.Request);
        EventJournal journal = feed().Journal;
        return Stream(context, stream => EventStream.SendAsync(stream, journal, StreamPosition.Of(context.Request), recent, follow));
    });

    internal RequestDelegate Logs => Guard(context =>
    {
        var request = LogRequest.Of(context.Request);
        SupervisorFeed source = feed();
        return source.Supervisor.RecentOutput is { } output
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
        Task<OperationResult> work = operation(supervisor, request, request.Wait ? context.RequestAborted : default);
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

    private RequestDelegate Guard(RequestDelegate answer) => Shield(context =>
        access.Refuse(context) is { } refusal ? throw new RequestException(refusal) : answer(context));

    /// <summary>Says what is wrong with a request in the one form that there is for it.</summary>
    private static RequestDelegate Shield(RequestDelegate answer) => async context =>
    {
        Answers.Protect(context.Response);
        try
        {
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
            await Answers.SendAsync(context, new ProblemJson("Unknown name", StatusCodes.Status404NotFound, WordsOf(exception))).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            if (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
                await Answers.SendAsync(context, Ended).ConfigureAwait(false);
        }
    };

    private static string WordsOf(ArgumentException exception) => exception.Message.Split(" (Parameter ")[0];

    private static ProblemJson Ended => new("Ended", StatusCodes.Status503ServiceUnavailable, "The supervisor has ended.");

    private async Task Stream(HttpContext context, Func<ServerSentEvents, Task> send)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        ServerSentEvents stream = await ServerSentEvents.BeginAsync(context, clock, end.Token).ConfigureAwait(false);
        await send(stream).ConfigureAwait(false);
    }
}
