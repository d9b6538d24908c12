using System.Text;
using Procfile.Core.Commands;
using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Output;
using Procfile.Tool.Reports;
using Procfile.Tool.Running;

namespace Procfile.Tool.Control;

/// <summary>The overall view, or what of it somebody wants to see, as standard output takes it.</summary>
internal static class SnapshotView
{
    /// <summary>What the names are about.</summary>
    internal static SnapshotJson Only(IReadOnlyCollection<string> names, SnapshotJson snapshot)
    {
        if (names.Count == 0)
            return snapshot;
        ProcessJson[] processes = [.. snapshot.Processes.Where(process => NameCheck.Matches(names, process))];
        return snapshot with
        {
            Processes = processes,
            Types = [.. snapshot.Types.Where(type =>
                names.Any(name => ProcessNames.Matches(name, type.Name)) || processes.Any(process => process.Type == type.Name))],
        };
    }

    /// <summary>The table: cut to the terminal's width, whole where it goes elsewhere.</summary>
    internal static string Once(SnapshotJson snapshot) => string.Join('\n', Table(snapshot, null).Lines());

    /// <summary>The table that fits the terminal.</summary>
    internal static IReadOnlyList<string> Screen(SnapshotJson snapshot) => Table(snapshot, ScreenSize.Rows).Lines();

    /// <summary>What came, byte for byte; of some processes alone, the same shape.</summary>
    internal static void PrintJson(IReadOnlyCollection<string> names, SnapshotJson snapshot, byte[] exact)
    {
        if (names.Count == 0)
            Console.Out.WriteLine(Encoding.UTF8.GetString(exact));
        else
            ContractOutput.Print(Only(names, snapshot));
    }

    private static SnapshotTable Table(SnapshotJson snapshot, int? height) => new(snapshot, DateTimeOffset.UtcNow)
    {
        Colors = ColorWish.Of(Environment.GetEnvironmentVariable, !Console.IsOutputRedirected) != PrefixColors.None,
        Width = Console.IsOutputRedirected ? null : ScreenSize.Columns,
        Height = height,
    };
}
