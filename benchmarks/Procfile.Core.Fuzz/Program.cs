using System.Globalization;
using Procfile.Core.Fuzz;
using SharpFuzz;

switch (args)
{
    case ["afl", var target]:
        var check = Targets.Find(target);
        Fuzzer.Run(stream =>
        {
            using var input = new MemoryStream();
            stream.CopyTo(input);
            check(input.ToArray());
        });
        return 0;
    case ["replay", var target, var input]:
        Targets.Find(target)(File.Exists(input) ? File.ReadAllBytes(input) : Convert.FromBase64String(input));
        Console.WriteLine("fine");
        return 0;
    default:
        var name = args.Length > 0 ? args[0] : "all";
        var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 60;
        var seed = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : Random.Shared.Next();
        return MutatingRun.Run(Targets.Find(name), TimeSpan.FromSeconds(seconds), seed, args.Skip(3).Select(File.ReadAllBytes));
}
