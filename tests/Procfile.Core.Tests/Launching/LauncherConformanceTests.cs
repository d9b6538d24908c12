using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;
using Procfile.Core.Launching.Portable;
using Procfile.Core.Testing;
using Procfile.Core.Testing.Conformance;

namespace Procfile.Core.Tests.Launching;

/// <summary>Every launcher keeps the same promises; what one cannot do is declared here, not skipped in silence.</summary>
public sealed class LauncherConformanceTests
{
    private const LauncherAbility PortableLacks = LauncherAbility.TellsSignals | LauncherAbility.KeepsStreamOrder | LauncherAbility.ResetsSignals
        | LauncherAbility.ClosesDescriptors | LauncherAbility.FindsEscapees | LauncherAbility.MeasuresUsage | LauncherAbility.PassesHandles
        | LauncherAbility.GivesTerminals | LauncherAbility.SetsAttributes | LauncherAbility.ChangesUser;

    /// <summary>A fake starts nothing, so all that a program would have to do or see is beyond it.</summary>
    private const LauncherAbility FakeLacks = PortableLacks | LauncherAbility.RunsPrograms;

    public static TheoryData<string> NativeChecks => [.. LauncherConformance.Checks.Select(check => check.Name)];

    public static TheoryData<string> PortableChecks => ChecksWithout(PortableLacks);

    public static TheoryData<string> FakeChecks => ChecksWithout(FakeLacks);

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

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(FakeChecks))]
    public async Task The_fake_launcher_keeps_its_promises(string promise) => await Check(promise, new FakeLauncher());

    private static TheoryData<string> ChecksWithout(LauncherAbility lacks) =>
        [.. LauncherConformance.Checks.Where(check => (check.Needs & lacks) == 0).Select(check => check.Name)];

    private static Task Check(string promise, IProcessLauncher launcher) =>
        LauncherConformance.Checks.Single(check => check.Name == promise).RunAsync(launcher);
}
