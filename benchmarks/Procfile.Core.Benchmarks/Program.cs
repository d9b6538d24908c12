using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Procfile.Core.Benchmarks;
using Procfile.Core.Syntax;

if (args is ["parse", var file, var times])
{
    Parse(file, int.Parse(times, CultureInfo.InvariantCulture));
    return;
}

if (args is ["write", var target, var entries])
{
    File.WriteAllBytes(target, Input.Entries(int.Parse(entries, CultureInfo.InvariantCulture)).Bytes);
    return;
}

// In this process: a generated project would inherit the repository's analyzers and their errors.
var config = DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddColumn(new ThroughputColumn());
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);

// What parsing.sh puts beside other parsers: file to names and commands, each time anew.
static void Parse(string file, int times)
{
    for (var round = 0; round < times; round++)
    {
        var watch = Stopwatch.StartNew();
        var count = 0;
        foreach (var entry in ProcfileDocument.Parse(File.ReadAllBytes(file)).Entries)
            count += entry.Name.Length > 0 && entry.Command.Length > 0 ? 1 : 0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalMilliseconds:F3} {count}"));
    }
}
