using Procfile.Core.Output;
using Procfile.Core.Testing;
using Procfile.Core.Tests.Supervision;

namespace Procfile.Core.Tests.Output;

/// <summary>Composite and routed output.</summary>
public sealed class CombinedOutputTests
{
    [Fact]
    public void A_composite_gives_everything_to_all_also_when_one_fails()
    {
        RecordingSink first = new(), last = new();
        var sink = new CompositeOutputSink(first, new ThrowingSink(), last);
        Assert.Throws<InvalidOperationException>(() => sink.Write(Batches.Web, "x\n"));
        Assert.Equal(["x"], first.LinesOf("web.1"));
        Assert.Equal(["x"], last.LinesOf("web.1"));
    }

    [Fact]
    public void A_route_is_asked_once_for_each_process()
    {
        RecordingSink web = new(), other = new();
        int asked = 0;
        var sink = new RoutedOutputSink(source =>
        {
            asked++;
            return source.Name switch { "web.1" => web, "web.2" => null, _ => other };
        });
        for (int i = 0; i < 3; i++)
        {
            sink.Write(Batches.Web, "a\n");
            sink.Write(Batches.Worker, "b\n");
            sink.Write(new OutputSource("web.2", "web", 0, 2), "nowhere\n");
        }

        Assert.Equal(3, asked);
        Assert.Equal(["a", "a", "a"], web.LinesOf("web.1"));
        Assert.Equal(["b", "b", "b"], other.LinesOf("worker.1"));
        Assert.Equal(6, web.Lines.Count + other.Lines.Count);
    }

    [Fact]
    public void Both_pass_announcements_on()
    {
        using var stream = new MemoryStream();
        var lines = new PrefixedOutputSink(stream, new() { Timestamps = false });
        IOutputSink sink = new CompositeOutputSink(new RoutedOutputSink(_ => lines));
        sink.Announce(Batches.Worker);
        sink.Write(Batches.Web, "x\n");
        Assert.Equal("web.1    | x\n"u8.ToArray(), stream.ToArray());
    }
}
