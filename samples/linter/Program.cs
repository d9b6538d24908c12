using Procfile.Core.Commands;
using Procfile.Core.Syntax;

// linter [--fix] [--for=TOOL,…] FILE…: what is wrong, and what the tools read differently. Ends with 1 when there is an error.
bool fix = args.Contains("--fix");
string[] files = [.. args.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal))];
string[] tools = [.. args.Where(argument => argument.StartsWith("--for=", StringComparison.Ordinal)).SelectMany(argument => argument[6..].Split(','))];
List<ProcfileDialect> dialects = [];
foreach (string tool in tools)
{
    if (!ProcfileDialect.TryParse(tool, out ProcfileDialect? dialect))
        return Complain($"There is no tool {tool}: there are {string.Join(", ", ProcfileDialect.All)}.");
    dialects.Add(dialect);
}

int code = files.Length > 0 ? 0 : Complain("Name the Procfiles to look at.");
foreach (string file in files)
{
    try
    {
        code = Math.Max(code, Check(file));
    }
    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
    {
        code = Complain(exception.Message);
    }
}

return code;

int Check(string file)
{
    ProcfileDocument document = ProcfileDocument.Parse(File.ReadAllBytes(file));
    if (fix)
    {
        document = document.ApplyFixes();
        File.WriteAllBytes(file, document.ToBytes());
    }

    Diagnostic[] diagnostics = [.. document.Diagnostics, .. CommandLint.Check(document.Reading)];
    foreach (Diagnostic diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Line))
        Console.WriteLine($"{file}:{diagnostic}{(diagnostic.Fix is { IsSafe: true } ? " (--fix does it)" : "")}");
    foreach (DialectComparison comparison in DialectComparison.Compare(document, dialects))
    {
        foreach (ReadingDifference difference in comparison.Differences)
            Console.WriteLine($"{file}:{difference.Line}: {comparison.Dialect.Name}: {difference.Message}");
    }

    return diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? 1 : 0;
}

static int Complain(string problem)
{
    Console.Error.WriteLine(problem);
    return 2;
}
