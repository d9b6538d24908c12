using Procfile.Core.Commands;
using Procfile.Core.Exporting;
using Procfile.Core.Supervision;
using VerifyXunit;

namespace Procfile.Core.Tests.Exporting;

/// <summary>One rich example in each format, as a person would read it.</summary>
public sealed class ExportSnapshots
{
    public static TheoryData<string, UnitStyle> Formats
    {
        get
        {
            var formats = new TheoryData<string, UnitStyle>();
            foreach (Exporter exporter in Exporter.All)
                formats.Add(exporter.Name, UnitStyle.Processes);
            formats.Add("systemd", UnitStyle.Templates);
            formats.Add("systemd", UnitStyle.Supervisor);
            return formats;
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task An_export_reads_like_one_of_the_formats_own(string format, UnitStyle style)
    {
        Assert.True(Exporter.TryParse(format, out Exporter? exporter));
        ExportResult result = exporter.Export(Plan(), Options(style));
        string files = string.Join('\n', result.Files.Select(file => $"==> {file.Path} ({Convert.ToString((int)file.Mode, 8)}) <==\n{file.Text.Replace('\0', '␀')}"));
        string notes = string.Join('\n', result.Notes.Select(note => $"{(note.IsError ? "error" : "note")}: {note}"));
        await Verifier.Verify($"{files}\n{notes}\n\n{string.Join('\n', result.NextSteps)}").UseTextForParameters($"{format}-{style}");
    }

    [Fact]
    public async Task Units_may_be_named_as_Cloud_66_names_them()
    {
        ExportResult result = Exporter.Systemd.Export(Plan(), Options(UnitStyle.Templates) with { Cloud66Names = true });
        await Verifier.Verify(string.Join('\n', result.Files.Select(file => file.Path)) + "\n" + result.Files.Single(file => file.Path == "shop.target").Text);
    }

    [Fact]
    public void A_command_that_cannot_be_started_is_an_error_and_the_others_are_written()
    {
        var plan = new ProcessPlan([new ProcessType("web", "\0", 0), new ProcessType("worker", "true", 1)], new SupervisorOptions { Variables = new Dictionary<string, string>() });
        foreach (Exporter exporter in Exporter.All)
        {
            ExportResult result = exporter.Export(plan);
            Assert.Contains(result.Notes, note => note.IsError && note.Subject == "web.1");
            Assert.Contains(result.Files, file => file.Text.Contains("worker", StringComparison.Ordinal) || file.Path.Contains("worker", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void No_name_of_a_type_leads_out_of_the_directory_and_no_two_become_one()
    {
        string[] names = ["../up", "/abs", "a b", "a_b", ".hidden", "-x", "é", "è", "a@b", "A_B", "..", "x'\"$%\n"];
        var plan = new ProcessPlan(names.Select((name, place) => new ProcessType(name, "true", place)), new SupervisorOptions { Variables = new Dictionary<string, string> { ["A"] = "1" } });
        foreach (Exporter exporter in Exporter.All)
        {
            ExportResult result = exporter.Export(plan);
            Assert.Equal(result.Files.Length, result.Files.Select(file => file.Path).Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(result.Files, file =>
            {
                Assert.False(Path.IsPathRooted(file.Path));
                Assert.All(file.Path.Split('/'), part => Assert.Matches("^[A-Za-z0-9_][A-Za-z0-9._@-]*$", part));
            });
        }
    }

    [Fact]
    public void Values_of_variables_are_for_the_owner_alone()
    {
        const string secret = "correct horse battery staple";
        var plan = new ProcessPlan([new ProcessType("web", "server", 0)], new SupervisorOptions { Variables = new Dictionary<string, string> { ["PATH"] = "/bin", ["SECRET"] = secret, ["ODD-NAME"] = secret } });
        foreach (Exporter exporter in Exporter.All)
        {
            ExportedFile[] holders = [.. exporter.Export(plan).Files.Where(file => file.Text.Contains(secret, StringComparison.Ordinal))];
            Assert.NotEmpty(holders);
            Assert.All(holders, file => Assert.True(file.IsPrivate, $"{exporter.Name}: {file.Path}"));
        }
    }

    private static ExportOptions Options(UnitStyle style) => new()
    {
        AppName = "shop",
        User = "root:root",
        Style = style,
        Image = "registry.example/shop:1",
        Limits = new Dictionary<ResourceLimit, long?> { [ResourceLimit.OpenFiles] = 65536 },
        Supervisor = ["/usr/local/bin/procfile", "start", "--root", "/srv/my shop", "--formation", "web=2,worker=1"],
    };

    private static ProcessPlan Plan() => new(
        [
            new ProcessType("web", "bundle exec puma -p $PORT", 0),
            new ProcessType("worker", "bundle exec sidekiq -i {{UNIQUE_INT}} -r \"$HOME/app\"", 1),
            new ProcessType("my_worker", "env QUEUE=* bundle exec rake \"jobs:work\" && echo 'done' # 100%", 2),
        ],
        new SupervisorOptions
        {
            Directory = "/srv/my shop",
            Formation = Formation.Parse("web=2,worker=1,my_worker=1"),
            Variables = new Dictionary<string, string>
            {
                ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
                ["FOO"] = "bar",
                ["QUOTED"] = "a \"b\"",
                ["URL"] = "http://example.com/api?foo=bar&baz=100%",
                ["APOS"] = "it's $5; # not a comment",
                ["KEY"] = "-----BEGIN\nline\n-----END\n",
            },
            Types = { ["web"] = new ProcessTypeOptions { Niceness = 5, StopSequence = StopSequence.Parse("quit, 75, term, 15, kill") } },
        });
}
