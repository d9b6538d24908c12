using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Procfile.Core.Dashboard.Contract;

namespace Procfile.Tool.Reports;

/// <summary>Prints what a running <c>start</c> has said as JSON, each answer in one line.</summary>
internal static class ContractOutput
{
    private static readonly ContractJson Shapes = new(new JsonSerializerOptions(ContractJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    internal static void Print<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, (JsonTypeInfo<T>)Shapes.GetTypeInfo(typeof(T))!));
}
