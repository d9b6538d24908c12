namespace Procfile.Tool.Reports;

/// <summary>Errors, one line each on standard error: what is wrong, where, and what to do.</summary>
internal static class Complaints
{
    internal static void Say(string message) => Console.Error.WriteLine($"procfile: {message}");

    internal static int Fault(string message)
    {
        Say(message);
        return ExitCodes.Fault;
    }

    internal static int Usage(string message)
    {
        Say(message);
        return ExitCodes.Usage;
    }
}
