using System.Globalization;

namespace Procfile.Core.Output;

/// <summary>The ways to name files of output.</summary>
public static class OutputFileName
{
    /// <summary>One file a process, by its name: <c>web.1.log</c>.</summary>
    public static Func<OutputSource, string> OfProcess { get; } = source => $"{source.Name}.log";

    /// <summary>One file a process, by type and number as Cloud 66 names them: <c>web_1.log</c>.</summary>
    public static Func<OutputSource, string> Cloud66 { get; } =
        source => string.Create(CultureInfo.InvariantCulture, $"{source.Type}_{Math.Max(1, source.Index)}.log");

    /// <summary>One file for all processes of a type: <c>web.log</c>.</summary>
    public static Func<OutputSource, string> OfType { get; } = source => $"{source.Type}.log";

    /// <summary>One file for all processes.</summary>
    /// <param name="name">Its name.</param>
    public static Func<OutputSource, string> ForAll(string name) => _ => name;
}
