using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Supervision;

namespace Procfile.Tool.Reports;

/// <summary>What an operation has come to: a line a process, or a line a type when they are many.</summary>
internal static class OperationReport
{
    private const int ManyLines = 12;

    /// <summary>Prints it.</summary>
    /// <param name="result">What it has come to.</param>
    /// <param name="removed">What is said of a process that it took away.</param>
    internal static void Print(ResultJson result, string removed)
    {
        int count = result.Processes.Count + result.Removed.Count;
        if (count == 0)
            Console.Out.WriteLine("nothing is different");
        else if (count <= ManyLines)
            PrintProcesses(result, removed);
        else
            PrintTypes(result, removed);
    }

    /// <summary>What a process does now: <c>runs (pid 4711, port 5001)</c>.</summary>
    internal static string Now(ProcessJson process)
    {
        string[] places = [.. process.Pid is { } pid ? [$"pid {Figures.Number(pid)}"] : Array.Empty<string>(), .. process.Port is { } port ? [$"port {Figures.Number(port)}"] : Array.Empty<string>()];
        string remark = process.State == ProcessState.Stopped && process.Problem is null ? "" : ProcessWords.Remark(process, DateTimeOffset.UtcNow);
        string words = ProcessWords.Summary([process])[2..];
        return $"{words}{(places.Length > 0 && process.Pid is not null ? $" ({string.Join(", ", places)})" : "")}{(remark.Length > 0 ? $": {remark}" : "")}";
    }

    private static void PrintProcesses(ResultJson result, string removed)
    {
        foreach (ProcessJson process in result.Processes)
            Console.Out.WriteLine($"{TerminalText.Clean(process.Name)}: {Now(process)}");
        foreach (string name in result.Removed.OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal))
            Console.Out.WriteLine($"{TerminalText.Clean(name)}: {removed}");
    }

    /// <summary>Of many that are as they should be the number says all; of the others each is named.</summary>
    private static void PrintTypes(ResultJson result, string removed)
    {
        foreach (IGrouping<string, ProcessJson> type in result.Processes.GroupBy(process => process.Type))
        {
            Console.Out.WriteLine($"{TerminalText.Clean(type.Key)}: {ProcessWords.Summary([.. type])}");
            ProcessJson[] others = [.. type.Where(process => process.Health != ProcessHealth.Healthy)];
            foreach (ProcessJson process in others.Take(ManyLines))
                Console.Out.WriteLine($"  {TerminalText.Clean(process.Name)}: {Now(process)}");
            if (others.Length > ManyLines)
                Console.Out.WriteLine($"  … {Figures.Number(others.Length - ManyLines)} more: see procfile ps");
        }

        if (result.Removed.Count > 0)
            Console.Out.WriteLine($"{Figures.Count(result.Removed.Count, "process is", "processes are")} {removed}");
    }
}
