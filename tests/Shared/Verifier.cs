using System.Runtime.CompilerServices;
using System.Text.Json;

namespace VerifyXunit;

/// <summary>Snapshot tests with the call shape and the files of Verify: <c>TestClass.TestMethod.verified.txt</c> beside the test.</summary>
/// <remarks>
/// It stands in for the package of that name: remove the link to this folder and reference the package, and the tests compile as they
/// are. To accept a new or changed snapshot, rename its <c>.received.txt</c> to <c>.verified.txt</c>.
/// </remarks>
public static class Verifier
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Compares a text with the one that was verified.</summary>
    /// <param name="target">The text.</param>
    /// <param name="sourceFile">The test's file; its name is taken for the class's.</param>
    /// <param name="testMethod">The test.</param>
    public static SettingsTask Verify(string? target, [CallerFilePath] string sourceFile = "", [CallerMemberName] string testMethod = "") =>
        new(target ?? "null", sourceFile, testMethod);

    /// <summary>Compares an object, as indented JSON, with the one that was verified.</summary>
    /// <param name="target">The object.</param>
    /// <param name="sourceFile">The test's file; its name is taken for the class's.</param>
    /// <param name="testMethod">The test.</param>
    public static SettingsTask Verify(object? target, [CallerFilePath] string sourceFile = "", [CallerMemberName] string testMethod = "") =>
        new(JsonSerializer.Serialize(target, Indented), sourceFile, testMethod);
}
