using System.Globalization;
using System.Text;

namespace Procfile.Tool.Tests.Running;

/// <summary>The processes that carry a test's mark in their environment: all that it started, and what those started.</summary>
internal sealed class MarkedProcesses(string mark)
{
    internal const string Variable = "PROCFILE_TEST_MARK";

    private readonly byte[] _mark = Encoding.ASCII.GetBytes($"{Variable}={mark}");

    /// <summary>Those that run, zombies aside: their environment is gone.</summary>
    internal int[] Ids() => [.. Directory.EnumerateDirectories("/proc")
        .Select(directory => int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out int id) ? id : 0)
        .Where(id => id > 0 && Read(id, "environ").AsSpan().IndexOf(_mark) >= 0)];

    /// <summary>Those whose command line is this.</summary>
    internal int[] Running(params string[] arguments)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(string.Concat(arguments.Select(argument => argument + "\0")));
        return [.. Ids().Where(id => Read(id, "cmdline").AsSpan().SequenceEqual(wanted))];
    }

    internal void AssertNone() => Assert.Empty(Ids().Select(id => Encoding.UTF8.GetString(Read(id, "cmdline")).Replace('\0', ' ')));

    internal void KillAll()
    {
        // One that is killed may have started another meanwhile.
        while (Ids() is { Length: > 0 } ids)
            Array.ForEach(ids, id => Signals.Send(id, "KILL"));
    }

    private static byte[] Read(int id, string file)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
