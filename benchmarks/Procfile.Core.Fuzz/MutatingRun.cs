using System.Diagnostics;
using System.Globalization;

namespace Procfile.Core.Fuzz;

/// <summary>Feeds mutated documents to a target until time is up or something does not hold.</summary>
internal static class MutatingRun
{
    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(5);

    internal static int Run(Action<byte[]> target, TimeSpan duration, int seed, IEnumerable<byte[]> seeds)
    {
        var mutator = new Mutator(new Random(seed), seeds);
        var clock = Stopwatch.StartNew();
        var count = 0L;
        for (var next = mutator.Next(); clock.Elapsed < duration; next = mutator.Next(), count++)
        {
            var before = clock.Elapsed;
            try
            {
                target(next);
                Check.That(clock.Elapsed - before <= LongestCheck, "a document takes at most five seconds");
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
    }
}
