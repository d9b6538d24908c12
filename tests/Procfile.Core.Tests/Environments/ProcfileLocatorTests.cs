using System.IO.Abstractions.TestingHelpers;
using Procfile.Core.Environments;

namespace Procfile.Core.Tests.Environments;

public sealed class ProcfileLocatorTests
{
    [Fact]
    public void The_exact_variant_comes_first()
    {
        var location = Locate("production", "Procfile", "Procfile_production", "Procfile_Production", "Procfile.production");
        Assert.Equal("/app/Procfile_production", location.Path);
        Assert.Equal("/app/Procfile", location.BasePath);
        Assert.Equal(
            [CandidateVerdict.Taken, CandidateVerdict.Outranked, CandidateVerdict.Outranked, CandidateVerdict.Outranked],
            location.Candidates.Select(candidate => candidate.Verdict));
    }

    [Fact]
    public void Then_the_variant_in_other_case() =>
        Assert.Equal("/app/Procfile_Production", Locate("production", "Procfile", "Procfile_Production", "Procfile.production").Path);

    [Fact]
    public void Then_the_variant_with_a_dot() =>
        Assert.Equal("/app/Procfile.dev", Locate("dev", "Procfile", "Procfile.dev").Path);

    [Fact]
    public void Then_the_base()
    {
        var location = Locate("production", "Procfile");
        Assert.Equal("/app/Procfile", location.Path);
        Assert.Null(location.BasePath);
        Assert.Equal(
            ["/app/Procfile_production: not there", "/app/Procfile.production: not there", "/app/Procfile: taken"],
            location.Candidates.Select(candidate => candidate.ToString()));
    }

    [Fact]
    public void Without_an_environment_only_the_base_counts()
    {
        var location = Locate(null, "Procfile", "Procfile_production");
        Assert.Equal("/app/Procfile", location.Path);
        Assert.Single(location.Candidates);
    }

    [Fact]
    public void Without_any_file_the_answer_still_lists_the_candidates()
    {
        var location = Locate("qa");
        Assert.Null(location.Path);
        Assert.All(location.Candidates, candidate => Assert.Equal(CandidateVerdict.Missing, candidate.Verdict));
        Assert.Equal(3, location.Candidates.Length);
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("x/../../etc/passwd")]
    [InlineData("..\\secret")]
    [InlineData("/etc/passwd")]
    public void An_environment_name_never_leaves_the_directory(string name)
    {
        var files = new MockFileSystem();
        files.AddFile("/app/Procfile", new MockFileData("web: x"));
        files.AddDirectory("/app/Procfile_x");
        files.AddDirectory("/app/Procfile_..");
        files.AddFile("/app/secret", new MockFileData("web: y"));
        files.AddFile("/secret", new MockFileData("web: y"));
        files.AddFile("/etc/passwd", new MockFileData("root"));
        var location = new ProcfileLocator(files).Locate("/app", name);
        Assert.Equal("/app/Procfile", location.Path);
        Assert.Equal(CandidateVerdict.Unusable, location.Candidates[0].Verdict);
    }

    [Fact]
    public void A_directory_of_the_name_is_passed_over()
    {
        var files = new MockFileSystem();
        files.AddDirectory("/app/Procfile_qa");
        files.AddFile("/app/Procfile", new MockFileData("web: x"));
        var location = new ProcfileLocator(files).Locate("/app", "qa");
        Assert.Equal("/app/Procfile", location.Path);
        Assert.Equal(CandidateVerdict.IsDirectory, location.Candidates[0].Verdict);
    }

    [Fact]
    public void A_directory_that_does_not_exist_is_an_answer_not_an_exception() =>
        Assert.Null(new ProcfileLocator(new MockFileSystem()).Locate("/nowhere", "qa").Path);

    private static ProcfileLocation Locate(string? environmentName, params string[] names)
    {
        var files = new MockFileSystem();
        files.AddDirectory("/app");
        foreach (var name in names) files.AddFile("/app/" + name, new MockFileData("web: x"));
        return new ProcfileLocator(files).Locate("/app", environmentName);
    }
}
