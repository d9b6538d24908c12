namespace Procfile.Core.Tests;

/// <summary>The program that tests start when a shell script will not do.</summary>
internal static class TestChild
{
    internal static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "procfile-test-child");
}
