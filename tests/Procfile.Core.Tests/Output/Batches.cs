using System.Text;
using Procfile.Core.Output;

namespace Procfile.Core.Tests.Output;

/// <summary>Batches as a process's assembler would make them.</summary>
internal static class Batches
{
    internal static readonly OutputSource Web = new("web.1", "web", 0, 1);
    internal static readonly OutputSource Worker = new("worker.1", "worker", 1, 1);

    internal static void Write(this IOutputSink sink, OutputSource source, string text) => sink.Write(new OutputBatch(source, Encoding.UTF8.GetBytes(text)));

    internal static void WritePiece(this IOutputSink sink, OutputSource source, string text, OutputFragment fragment, bool continues = false) =>
        sink.Write(new OutputBatch(source, Encoding.UTF8.GetBytes(text), fragment, continues));

    internal static string Numbered(int from, int count) =>
        string.Concat(Enumerable.Range(from, count).Select(number => $"line {number:000000}\n"));
}
