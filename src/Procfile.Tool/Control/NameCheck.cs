using Procfile.Core.Commands;
using Procfile.Core.Dashboard.Contract;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Control;

/// <summary>Names that somebody gives of types and processes, against those that there are.</summary>
internal static class NameCheck
{
    internal const string All = "*";

    /// <summary>What to ask for when nobody is named.</summary>
    internal static IReadOnlyList<string> OrAll(string[]? names) => names is { Length: > 0 } ? names : [All];

    /// <summary>Whether a process is meant.</summary>
    internal static bool Matches(IEnumerable<string> names, ProcessJson process) =>
        names.Any(name => ProcessNames.Matches(name, process.Type) || ProcessNames.Matches(name, process.Name));

    /// <summary>What to say of the first name that nothing has; null when each has something.</summary>
    internal static string? FindUnknown(IEnumerable<string> names, SnapshotJson snapshot)
    {
        string[] types = [.. snapshot.Types.Select(type => type.Name)];
        string[] processes = [.. snapshot.Processes.Select(process => process.Name)];
        return names.FirstOrDefault(name => name != All && !types.Concat(processes).Any(known => ProcessNames.Matches(name, known))) is not { } unknown ? null
            : Suggestions.Nearest(unknown, types) is { } type && !unknown.Any(char.IsAsciiDigit) ? Suggestions.NoSuch("process type", unknown, [type])
            : Suggestions.Nearest(unknown, processes) is { } process ? Suggestions.NoSuch("process", unknown, [process])
            : Suggestions.NoSuch("process or process type", unknown, types);
    }

    /// <summary>The same for names of types alone.</summary>
    internal static string? FindUnknownType(IEnumerable<string> names, SnapshotJson snapshot)
    {
        string[] types = [.. snapshot.Types.Select(type => type.Name)];
        if (names.FirstOrDefault(name => name != All && !types.Any(type => ProcessNames.Matches(name, type))) is not { } unknown)
            return null;
        return snapshot.Processes.FirstOrDefault(process => process.Name == unknown) is { } process
            ? $"\"{unknown}\" is one process: name its type, \"{process.Type}\""
            : Suggestions.NoSuch("process type", unknown, types);
    }
}
