using System.Diagnostics;
using System.Globalization;
using Procfile.Core.Fuzz;

if (args is ["replay", var encoded])
{
    Checks.Run(Convert.FromBase64String(encoded));
    Console.WriteLine("fine");
    return 0;
}

var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 60;
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Random.Shared.Next();
var mutator = new Mutator(new Random(seed), args.Skip(2).Select(File.ReadAllBytes));
var clock = Stopwatch.StartNew();
var count = 0L;
for (var next = mutator.Next(); clock.Elapsed.TotalSeconds < seconds; next = mutator.Next(), count++)
{
    var before = clock.Elapsed;
    try
    {
        Checks.Run(next);
        if (clock.Elapsed - before > TimeSpan.FromSeconds(5))
            throw new TimeoutException("The document took more than five seconds.");
    }
#pragma warning disable CA1031 // Whatever is thrown is what is looked for.
    catch (Exception failure)
#pragma warning restore CA1031
    {
        Console.Error.WriteLine($"seed {seed}, document {count}: {failure}");
        Console.Error.WriteLine(Convert.ToBase64String(next));
        return 1;
    }
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} documents, seed {seed}: fine"));
return 0;
