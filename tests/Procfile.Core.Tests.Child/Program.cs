using Procfile.Core.Tests.Child;

// The programs that tests start: each is one misbehaviour, or one job, by name.
return args switch
{
    ["supervise", string directory, string count, string marker] => await Supervise.RunAsync(directory, count, marker),
    ["host", string count, .. string[] scripts] => Host.Run(Number(count), scripts),
    ["start-for-ever", string script] => Host.RunForEver(script),
    ["let-go", string policy, string script] => Host.LetGo(policy, script),
    ["reaped-by-stranger", string count] => Reaped.ByStranger(Number(count)),
    ["reaped-by-kernel", string count] => Reaped.ByKernel(Number(count)),
    ["beside-process", string theirs, string ours] => Reaped.BesideProcess(Number(theirs), Number(ours)),
    ["listen", string port] => Listener.Hold(Number(port)),
    ["serve", string milliseconds, string answer] => await Server.RunAsync(Number(milliseconds), answer),
    ["exhausted", string number] => Exhausted.Run(number),
    ["restarts", string streams, string count] => await Restarts.RunAsync(streams, Number(count)),
    ["number-reuse", string when, string tries] => NumberReuse.Run(Number(tries), when == "swept"),
    ["number-round", string tries] => NumberRound.Run(Number(tries)),
    ["hold"] => Lines.Hold(),
    ["bare", string lacking] => await Bare.RunAsync(lacking),
    ["numbered-lines", string count] => Lines.WriteNumbered(Number(count)),
    ["numbered-lines-slowly", string count] => Lines.WriteNumberedSlowly(Number(count)),
    ["output-memory", string what, string processes] => await OutputMemory.RunAsync(what, Number(processes)),
    ["byte-by-byte", string text] => Lines.WriteByteByByte(text),
    ["one-line", string length] => Lines.WriteOne(Number(length)),
    _ => throw new ArgumentException($"There is no program {string.Join(' ', args)}."),
};

static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
