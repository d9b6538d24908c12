using Procfile.Core.Tests.Child;

// The programs that tests start: each is one misbehaviour, or one job, by name.
return args switch
{
    ["supervise", string directory, string count] => await Supervise.RunAsync(directory, count),
    ["host", string count, .. string[] scripts] => Host.Run(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture), scripts),
    ["start-for-ever", string script] => Host.RunForEver(script),
    ["let-go", string policy, string script] => Host.LetGo(policy, script),
    ["numbered-lines", string count] => Lines.WriteNumbered(long.Parse(count, System.Globalization.CultureInfo.InvariantCulture)),
    ["byte-by-byte", string text] => Lines.WriteByteByByte(text),
    ["one-line", string length] => Lines.WriteOne(long.Parse(length, System.Globalization.CultureInfo.InvariantCulture)),
    _ => throw new ArgumentException($"There is no program {string.Join(' ', args)}."),
};
