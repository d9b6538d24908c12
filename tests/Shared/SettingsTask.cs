using System.Runtime.CompilerServices;
using System.Text;
using Xunit.Sdk;

namespace VerifyXunit;

/// <summary>A snapshot test about to run: settings may still be added, awaiting it compares.</summary>
public sealed class SettingsTask
{
    private readonly string _sourceFile;
    private readonly string _testMethod;
    private readonly List<Func<string, string?>> _replacements = [];
    private string _target;
    private string _parameters = "";

    internal SettingsTask(string target, string sourceFile, string testMethod) =>
        (_target, _sourceFile, _testMethod) = (target, sourceFile, testMethod);

    /// <summary>Tells the cases of a theory apart: each has a file of its own.</summary>
    public SettingsTask UseTextForParameters(string text)
    {
        _parameters = $"_{text}";
        return this;
    }

    /// <summary>Replaces what differs from run to run; null takes the line out.</summary>
    public SettingsTask ScrubLinesWithReplace(Func<string, string?> replaceLine)
    {
        _replacements.Add(replaceLine);
        return this;
    }

    public TaskAwaiter GetAwaiter() => ToTask().GetAwaiter();

    public async Task ToTask()
    {
        string name = Path.Combine(
            Path.GetDirectoryName(_sourceFile)!, $"{Path.GetFileNameWithoutExtension(_sourceFile)}.{_testMethod}{_parameters}");
        (string verified, string received) = ($"{name}.verified.txt", $"{name}.received.txt");
        _target = Scrub(Normalize(_target));
        string? expected = File.Exists(verified) ? Normalize(await File.ReadAllTextAsync(verified)) : null;
        if (expected == _target)
        {
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, _target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        throw new XunitException(expected is null
            ? $"There is no {verified}: rename {Path.GetFileName(received)} to it when this is right.\n\n{_target}"
            : $"{verified} differs (- verified, + received). Rename {Path.GetFileName(received)} to it when the new text is right.\n\n"
                + LineDifference.Between(expected, _target));
    }

    // A checkout may have other line endings, and editors end a file with one more.
    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');

    private string Scrub(string text) => _replacements.Count == 0
        ? text
        : string.Join('\n', text.Split('\n')
            .Select(line => _replacements.Aggregate((string?)line, (current, replace) => current is null ? null : replace(current)))
            .Where(line => line is not null));
}
