using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;
using Procfile.Core.Launching.Portable;
using Procfile.Core.Testing.Conformance;

namespace Procfile.Core.Tests.Launching;

/// <summary>Every launcher keeps the same promises; what one cannot do is declared here, not skipped in silence.</summary>
public sealed class LauncherConformanceTests
{
    private const LauncherAbility PortableLacks = LauncherAbility.TellsSignals | LauncherAbility.KeepsStreamOrder | LauncherAbility.ResetsSignals
        | LauncherAbility.ClosesDescriptors | LauncherAbility.FindsEscapees | LauncherAbility.MeasuresUsage | LauncherAbility.PassesHandles;

    public static TheoryData<string> NativeChecks => [.. LauncherConformance.Checks.Select(check => check.Name)];

    public static TheoryData<string> PortableChecks =>
        [.. LauncherConformance.Checks.Where(check => (check.Needs & PortableLacks) == 0).Select(check => check.Name)];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(NativeChecks))]
    public async Task The_native_launcher_keeps_its_promises(string promise)
    {
        using var launcher = new NativeProcessLauncher();
        await Check(promise, launcher);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(PortableChecks))]
    public async Task The_portable_launcher_keeps_its_promises(string promise) => await Check(promise, new PortableProcessLauncher());

    private static Task Check(string promise, IProcessLauncher launcher) =>
        LauncherConformance.Checks.Single(check => check.Name == promise).RunAsync(launcher);
}
