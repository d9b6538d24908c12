using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Procfile.Core.Output;
using Procfile.Core.Supervision;

namespace Procfile.Core.Dashboard.Contract;

/// <summary>Writes and reads what goes over the wire.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [
    typeof(SmallLetter<ProcessState>),
    typeof(SmallLetter<ProcessHealth>),
    typeof(SmallLetter<SupervisorEventKind>),
    typeof(SmallLetter<OutputFragment>),
    typeof(SmallLetter<RestartMode>),
])]
[JsonSerializable(typeof(SnapshotJson))]
[JsonSerializable(typeof(EventJson))]
[JsonSerializable(typeof(LineJson))]
[JsonSerializable(typeof(MissedJson))]
[JsonSerializable(typeof(RequestJson))]
[JsonSerializable(typeof(ResultJson))]
[JsonSerializable(typeof(ProblemJson))]
internal sealed partial class ContractJson : JsonSerializerContext
{
    /// <summary>What is no ASCII stays readable; what means something in HTML is escaped nevertheless.</summary>
    internal static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.Create(UnicodeRanges.All);
}

/// <summary>Names of the library, beginning with a small letter: <c>stopThenStart</c>.</summary>
internal sealed class SmallLetter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
