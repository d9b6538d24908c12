using Procfile.Core.Launching;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Launching.Faults;

/// <summary>F71: arguments and environments of unpleasant size and content arrive exactly, or the start fails and says why.</summary>
public sealed class LargeArguments
{
    private const int LongestString = (128 * 1024) - 1;

    private static readonly string Unpleasant = string.Concat(Enumerable.Repeat(" blank  tab\t 'quoted' \"twice\" a=b =c \\ $HOME `id` \n line € 𝄞;", 50));

    [Fact(Timeout = 60_000)]
    public async Task Both_arrive_byte_for_byte()
    {
        string value = Fill(LongestString - "VALUE=".Length);
        await using var processes = new LaunchedProcesses();
        RecordingObserver observer = processes.Start(LettingGo.Shell("") with
        {
            Arguments = ["/bin/sh", "-c", "printf %s \"$1\"; printf '\\0'; printf %s \"$VALUE\"; printf '\\0'; printf %s \"$ODD_NAME\"", "sh", Fill(LongestString)],
            Environment = new Dictionary<string, string> { ["VALUE"] = value, ["ODD_NAME"] = Unpleasant, ["with blank"] = "x", ["line\nbreak"] = "y" },
        });
        await observer.Exited.WaitAsync(LaunchedProcesses.Limit);
        string[] parts = observer.OutputAtExit.Split('\0');
        Assert.True(parts is [var argument, var first, var second] && argument == Fill(LongestString) && first == value && second == Unpleasant);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_directory_and_a_program_may_have_any_name()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("procfile a=b 'c' \"d\" $e\nf ;");
        File.CreateSymbolicLink(Path.Combine(directory.FullName, "my =shell"), "/bin/sh");
        await using (var processes = new LaunchedProcesses())
        {
            RecordingObserver observer = processes.Start(LettingGo.Shell("") with
            {
                Arguments = ["./my =shell", "-c", "printf %s \"$PWD\""],
                Directory = directory.FullName,
            });
            await observer.Exited.WaitAsync(LaunchedProcesses.Limit);
            Assert.Equal(directory.FullName, observer.OutputAtExit);
        }

        directory.Delete(recursive: true);
    }

    [Fact]
    public void One_byte_too_many_is_told_so()
    {
        using var launcher = new Core.Launching.Native.NativeProcessLauncher();
        ProcessSpec spec = LettingGo.Shell("true");
        ProcessSpec[] specs =
        [
            spec with { Arguments = ["/bin/echo", new string('x', LongestString + 1)] },
            spec with { Arguments = ["/bin/echo", new string('€', (LongestString / 3) + 1)] },
            spec with { Environment = new Dictionary<string, string> { ["VALUE"] = new string('x', LongestString) } },
        ];
        Assert.All(specs, spec => Assert.Equal(LaunchFailureKind.TooLarge, launcher.Start(spec, new RecordingObserver()).Failure?.Kind));
    }

    private static string Fill(int bytes)
    {
        string text = "";
        int length = System.Text.Encoding.UTF8.GetByteCount(Unpleasant);
        while (bytes >= length)
        {
            text += Unpleasant;
            bytes -= length;
        }

        return text + new string('x', bytes);
    }
}
