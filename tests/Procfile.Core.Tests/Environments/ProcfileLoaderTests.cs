using System.IO.Abstractions;
using System.IO.Abstractions.TestingHelpers;
using System.Text;
using Procfile.Core.Environments;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Environments;

public sealed class ProcfileLoaderTests
{
    private readonly MockFileSystem _files = new();

    [Fact]
    public void A_file_is_loaded_with_its_entries_and_their_place()
    {
        Add("/app/Procfile", "web: a\nworker: b\n");
        var loaded = new ProcfileLoader(_files).Load("/app/Procfile");
        Assert.True(loaded.IsLoaded);
        Assert.Equal(["web: a", "worker: b"], loaded.Entries.Select(entry => entry.Entry.ToString()));
        Assert.All(loaded.Entries, entry => Assert.Equal("/app/Procfile", entry.Path));
        Assert.Null(loaded.Location);
    }

    [Fact]
    public void A_variant_replaces_the_base()
    {
        AddBoth();
        var loaded = new ProcfileLoader(_files).Load("/app", "production");
        Assert.Equal(["worker: c", "clock: d"], loaded.Entries.Select(entry => entry.Entry.ToString()));
        Assert.Equal("/app/Procfile_production", Assert.Single(loaded.Sources).Path);
    }

    [Fact]
    public void Merged_its_entries_stand_in_place_of_the_bases_and_new_ones_behind()
    {
        AddBoth();
        var loaded = new ProcfileLoader(_files, new ProcfileLoaderOptions { Merge = true }).Load("/app", "production");
        Assert.Equal(["web: a", "worker: c", "clock: d"], loaded.Entries.Select(entry => entry.Entry.ToString()));
        Assert.Equal(
            ["/app/Procfile", "/app/Procfile_production", "/app/Procfile_production"],
            loaded.Entries.Select(entry => entry.Path));
        Assert.Equal(["/app/Procfile", "/app/Procfile_production"], loaded.Sources.Select(source => source.Path));
    }

    [Fact]
    public void Merging_without_a_base_is_the_variant_alone()
    {
        Add("/app/Procfile_production", "worker: c\n");
        var loaded = new ProcfileLoader(_files, new ProcfileLoaderOptions { Merge = true }).Load("/app", "production");
        Assert.Equal("worker: c", Assert.Single(loaded.Entries).Entry.ToString());
    }

    [Fact]
    public void A_file_is_read_by_the_dialect_asked_for()
    {
        Add("/app/Procfile", "  web: a\n");
        Assert.Single(new ProcfileLoader(_files).Load("/app/Procfile").Entries);
        Assert.Empty(new ProcfileLoader(_files, new ProcfileLoaderOptions { Dialect = ProcfileDialect.Foreman }).Load("/app/Procfile").Entries);
    }

    [Fact]
    public void A_missing_file_says_where_was_looked()
    {
        var loaded = new ProcfileLoader(_files).Load("/app", "qa");
        Assert.False(loaded.IsLoaded);
        Assert.True(loaded.HasErrors);
        Assert.Equal(FileFailureKind.Missing, loaded.Failure.Kind);
        Assert.Contains("Procfile_qa, Procfile.qa, Procfile", loaded.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(FileFailureKind.Missing, new ProcfileLoader(_files).Load("/app/Procfile").Failure!.Kind);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused()
    {
        Add("/app/Procfile", new string('#', 101));
        var options = new ProcfileLoaderOptions { MaximumBytes = 100 };
        Assert.Equal(FileFailureKind.TooLarge, new ProcfileLoader(_files, options).Load("/app/Procfile").Failure!.Kind);
        Assert.True(new ProcfileLoader(_files, options with { MaximumBytes = 101 }).Load("/app/Procfile").IsLoaded);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void UTF16_without_a_mark_is_refused(bool bigEndian)
    {
        _files.AddFile("/app/Procfile", new MockFileData(new UnicodeEncoding(bigEndian, byteOrderMark: false).GetBytes("web: a\n")));
        Assert.Equal(FileFailureKind.Utf16, new ProcfileLoader(_files).Load("/app/Procfile").Failure!.Kind);
    }

    [Fact]
    public void UTF16_with_its_mark_is_read()
    {
        _files.AddFile("/app/Procfile", new MockFileData([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("web: a\n")]));
        Assert.Equal("web: a", Assert.Single(new ProcfileLoader(_files).Load("/app/Procfile").Entries).Entry.ToString());
    }

    [Fact]
    public void On_a_real_disk_directories_devices_and_odd_paths_are_failures_not_exceptions()
    {
        var loader = new ProcfileLoader(new FileSystem(), new ProcfileLoaderOptions { MaximumBytes = 100_000 });
        Assert.Equal(FileFailureKind.IsDirectory, loader.Load(Path.GetTempPath()).Failure!.Kind);
        Assert.Equal(FileFailureKind.TooLarge, loader.Load("/dev/zero").Failure!.Kind);
        Assert.True(loader.Load("/dev/null").IsLoaded);
        Assert.False(loader.Load("a\0b").IsLoaded);
        Assert.False(loader.Load(new string('x', 5000)).IsLoaded);
        Assert.Equal(FileFailureKind.Missing, loader.Load("/nowhere/Procfile").Failure!.Kind);
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_a_failure_not_an_exception()
    {
        _files.AddFile("/app/Procfile", new MockFileData("web: a") { AllowedFileShare = FileShare.None });
        Assert.Equal(FileFailureKind.Unreadable, new ProcfileLoader(_files).Load("/app/Procfile").Failure!.Kind);
    }

    [Fact]
    public void An_environment_file_is_loaded_and_the_usual_one_need_not_be_there()
    {
        var loader = new EnvironmentFileLoader(_files);
        Assert.Null(loader.LoadUsual("/app"));
        Assert.Equal(FileFailureKind.Missing, loader.Load("/app/.env").Failure!.Kind);
        Add("/app/.env", "A=1\n");
        Assert.Equal("1", Assert.Single(loader.LoadUsual("/app")!.Document!.Variables).Value);
    }

    private void AddBoth()
    {
        Add("/app/Procfile", "web: a\nworker: b\n");
        Add("/app/Procfile_production", "worker: c\nclock: d\n");
    }

    private void Add(string path, string text) => _files.AddFile(path, new MockFileData(text));
}
