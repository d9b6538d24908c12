using VerifyXunit;
using Xunit.Sdk;

namespace Procfile.Tool.Tests;

/// <summary>The stand-in for Verify compares, writes and complains as the package does.</summary>
public sealed class VerifierTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("procfile-verifier-").FullName;

    private string Source => Path.Combine(_directory, "SomeTests.cs");

    private string Verified => Path.Combine(_directory, "SomeTests.A_test.verified.txt");

    private string Received => Path.Combine(_directory, "SomeTests.A_test.received.txt");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact(Timeout = 30_000)]
    public async Task The_files_stand_beside_the_source() => await Verifier.Verify("Found from the path of the source file.");

    [Fact(Timeout = 30_000)]
    public async Task A_text_that_is_as_verified_passes_and_leaves_no_received_file()
    {
        await File.WriteAllTextAsync(Verified, "one\r\ntwo\r\n");
        await File.WriteAllTextAsync(Received, "of an earlier run");
        await Verifier.Verify("one\ntwo", Source, "A_test");
        Assert.False(File.Exists(Received));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_text_that_was_never_verified_fails_and_is_kept()
    {
        var failure = await Assert.ThrowsAsync<XunitException>(async () => await Verifier.Verify("one", Source, "A_test"));
        Assert.Contains("There is no", failure.Message, StringComparison.Ordinal);
        Assert.Equal("one", await File.ReadAllTextAsync(Received));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_text_that_differs_fails_with_the_lines_that_differ()
    {
        await File.WriteAllTextAsync(Verified, "one\ntwo\nthree");
        var failure = await Assert.ThrowsAsync<XunitException>(async () => await Verifier.Verify("one\n2\nthree", Source, "A_test"));
        Assert.EndsWith("  one\n- two\n+ 2\n  three\n", failure.Message, StringComparison.Ordinal);
        Assert.Equal("one\n2\nthree", await File.ReadAllTextAsync(Received));
    }

    [Fact(Timeout = 30_000)]
    public async Task What_differs_from_run_to_run_can_be_replaced()
    {
        await File.WriteAllTextAsync(Verified, "pid N");
        await Verifier.Verify("pid 17\nnoise", Source, "A_test").ScrubLinesWithReplace(line => line == "noise" ? null : line.Replace("17", "N", StringComparison.Ordinal));
    }

    [Fact(Timeout = 30_000)]
    public async Task Cases_of_a_theory_have_files_of_their_own()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "SomeTests.A_test_case.verified.txt"), "one");
        await Verifier.Verify("one", Source, "A_test").UseTextForParameters("case");
    }
}
