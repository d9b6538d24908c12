using Procfile.Core.Output;

namespace Procfile.Core.Tests.Output.Files;

public sealed class FileNamingTests : IDisposable
{
    private readonly LogDirectory _logs = new();

    public void Dispose() => _logs.Dispose();

    [Fact]
    public void One_file_a_process_by_its_name() => Assert.Equal(["web.1.log", "worker.2.log"], NamesBy(OutputFileName.OfProcess));

    [Fact]
    public void As_Cloud_66_names_them() => Assert.Equal(["web_1.log", "worker_2.log"], NamesBy(OutputFileName.Cloud66));

    [Fact]
    public void One_file_a_type() => Assert.Equal(["web.log", "worker.log"], NamesBy(OutputFileName.OfType));

    [Fact]
    public void Several_processes_in_one_file_have_their_lines_whole_and_their_names_before_them()
    {
        using FileOutputSink sink = _logs.Sink(options => (options.FileName, options.Prefix) = (OutputFileName.ForAll("all.log"), true));
        sink.WritePiece(Batches.Web, "be", OutputFragment.Unfinished);
        sink.Write(Batches.Worker, "other\n");
        sink.WritePiece(Batches.Web, "gun\n", OutputFragment.None, continues: true);
        Assert.Equal("web.1  | be\nworker.1 | other\nweb.1    | gun\n", _logs.Text("all.log"));
    }

    [Fact]
    public void Timestamps_have_the_date()
    {
        using FileOutputSink sink = _logs.Sink(options => options.Timestamps = true);
        sink.Write(Batches.Web, "x\n");
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d x\n$", _logs.Text("web.1.log"));
    }

    [Theory]
    [InlineData("../../etc/passwd", "_.._.._etc_passwd")]
    [InlineData("/etc/passwd", "_etc_passwd")]
    [InlineData("..", "_..")]
    [InlineData("", "_")]
    [InlineData("a b\u0000c\n", "a_b_c_")]
    public void No_name_leads_out_of_the_directory(string name, string expected)
    {
        using FileOutputSink sink = _logs.Sink(options => options.FileName = _ => name);
        sink.Write(Batches.Web, "x\n");
        Assert.Equal([expected], _logs.Names);
    }

    [Fact]
    public void Others_cannot_read_them()
    {
        using FileOutputSink sink = _logs.Sink();
        sink.Write(Batches.Web, "secret\n");
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(_logs.File("web.1.log")) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite));
    }

    private string[] NamesBy(Func<OutputSource, string> naming)
    {
        using FileOutputSink sink = _logs.Sink(options => options.FileName = naming);
        sink.Write(Batches.Web, "x\n");
        sink.Write(new OutputSource("worker.2", "worker", 1, 2), "y\n");
        return _logs.Names;
    }
}
