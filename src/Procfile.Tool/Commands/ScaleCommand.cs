using System.CommandLine;
using Procfile.Core.Commands;
using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Syntax;
using Procfile.Tool.Completing;
using Procfile.Tool.Control;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile scale worker=3 web=+1</c>: changes how many processes of a type run.</summary>
internal static class ScaleCommand
{
    private static readonly Argument<string[]> Changes = new("TYPE=N")
    {
        Description = "A number, or a change: worker=3, web=+1, web=-1.",
        Arity = ArgumentArity.OneOrMore,
        Validators = { SharedOptions.RefuseOptions },
        CompletionSources = { NameCompletions.OfFormation },
    };

    internal static Command Create()
    {
        Command command = ControlOptions.Create("scale", "Changes how many processes of a type run; waits until they do.", Changes);
        command.SetAction(parsed =>
        {
            var requests = new List<ScaleRequest>();
            foreach (string text in parsed.GetValue(Changes)!.SelectMany(list => ProcessNames.ParseList(list)))
            {
                if (!ScaleRequest.TryParse(text, out ScaleRequest request, out Diagnostic? problem))
                    return Complaints.Usage(problem.Message);
                requests.Add(request);
            }

            return requests.Count == 0
                ? Complaints.Usage("scale needs a TYPE=N: see procfile scale --help")
                : ControlSession.Use(parsed, session => OperationOf(requests).RunAsync(session));
        });
        return command;
    }

    private static ControlOperation OperationOf(List<ScaleRequest> requests)
    {
        string[] types = [.. requests.Select(request => request.Type)];
        return new ControlOperation("scale", new RequestJson { Formation = string.Join(',', requests) })
        {
            Concerns = process => types.Contains(process.Type),
            FindWrongName = snapshot => NameCheck.FindUnknownType(types, snapshot),
        };
    }
}
