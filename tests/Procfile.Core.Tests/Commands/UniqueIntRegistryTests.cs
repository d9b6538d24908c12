using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Procfile.Core.Commands;

namespace Procfile.Core.Tests.Commands;

[SupportedOSPlatform("linux")]
public sealed class UniqueIntRegistryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_smallest_free_integer_is_given_from_one()
    {
        var registry = Registry();
        using var first = Acquire(registry);
        using var second = Acquire(registry);
        using var third = Acquire(registry);
        Assert.Equal((1, 2, 3), (first.Value, second.Value, third.Value));
        second.Dispose();
        second.Dispose();
        using var again = Acquire(registry);
        using var next = Acquire(registry);
        Assert.Equal((2, 4), (again.Value, next.Value));
        Assert.True(again.IsHostWide);
    }

    [Fact]
    public void Two_registries_of_one_directory_never_give_the_same()
    {
        using var first = Acquire(Registry());
        using var second = Acquire(Registry());
        Assert.Equal((1, 2), (first.Value, second.Value));
    }

    [Fact]
    public void A_child_that_inherited_the_lease_keeps_it_after_the_supervisor_gave_it_up()
    {
        var registry = Registry();
        var lease = Acquire(registry);
        using var child = Share(lease);
        lease.Dispose();
        using var other = Acquire(registry);
        Assert.Equal(2, other.Value);
        child.End();
        AwaitFirst(registry);
    }

    [Fact]
    public void A_lease_is_not_inherited_by_accident()
    {
        var registry = Registry();
        var lease = Acquire(registry);
        using var stranger = System.Diagnostics.Process.Start("/bin/sleep", "1000");
        lease.Dispose();
        using var again = Acquire(registry);
        Assert.Equal(1, again.Value);
        stranger.Kill();
        stranger.WaitForExit();
    }

    [Fact]
    public void Many_supervisors_at_once_share_all_integers_without_a_clash_or_a_gap()
    {
        const int count = 25;
        var others = Enumerable.Range(0, 4).Select(_ => OtherSupervisor.Start(_directory.Path, count)).ToArray();
        try
        {
            foreach (var other in others) other.Go();
            var mine = new List<UniqueIntLease>();
            Parallel.For(0, count, _ =>
            {
                var lease = Acquire(Registry());
                lock (mine) mine.Add(lease);
            });
            var values = others.SelectMany(other => other.Read().Values).Concat(mine.Select(lease => lease.Value)).Order();
            Assert.Equal(Enumerable.Range(1, 5 * count), values);
            mine.ForEach(lease => lease.Dispose());
        }
        finally
        {
            foreach (var other in others) other.Dispose();
        }
    }

    [Fact]
    public void After_SIGKILL_of_a_supervisor_only_its_living_child_holds_an_integer()
    {
        using var other = OtherSupervisor.Start(_directory.Path, 3);
        other.Go();
        Assert.Equal([1, 2, 3], other.Read().Values);
        other.Kill();

        var registry = Registry();
        using var second = Acquire(registry);
        Assert.Equal(2, second.Value);

        InheritingChild.KillForeign(other.ChildPid);
        AwaitFirst(registry);
    }

    [Fact]
    public void A_missing_directory_is_made_for_this_user_alone()
    {
        var path = _directory.File("new");
        using var lease = Acquire(new UniqueIntRegistry { Directory = path });
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_directory_that_is_a_link_is_refused()
    {
        var path = _directory.File("link");
        Directory.CreateSymbolicLink(path, Directory.CreateDirectory(_directory.File("real")).FullName);
        Refuses(path, UniqueIntFailureKind.SymbolicLink);
    }

    [Fact]
    public void A_file_in_place_of_the_directory_is_refused()
    {
        File.WriteAllText(_directory.File("file"), "");
        Refuses(_directory.File("file"), UniqueIntFailureKind.NotADirectory);
    }

    [Theory]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void A_directory_that_others_can_change_is_refused(UnixFileMode others)
    {
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | others;
        var path = Directory.CreateDirectory(_directory.File("open")).FullName;
        File.SetUnixFileMode(path, mode);
        Refuses(path, UniqueIntFailureKind.UnsafeDirectory);
        File.SetUnixFileMode(path, mode | UnixFileMode.StickyBit);
        using var lease = Acquire(new UniqueIntRegistry { Directory = path });
    }

    [Fact]
    public void A_directory_of_another_user_is_refused()
    {
        var path = Directory.CreateDirectory(_directory.File("theirs")).FullName;
        if (!TryGiveAway(path)) return;
        Refuses(path, UniqueIntFailureKind.UnsafeDirectory);
    }

    [Fact]
    public void A_directory_that_takes_no_files_is_a_clear_failure() => Refuses("/sys/kernel", UniqueIntFailureKind.NotWritable);

    [Fact]
    public void A_directory_that_cannot_be_made_is_a_clear_failure() => Refuses("/proc/nowhere/x", UniqueIntFailureKind.NotWritable);

    [Fact]
    public void An_integer_whose_file_is_another_users_is_passed_over()
    {
        File.WriteAllText(_directory.File("1"), "");
        if (!TryGiveAway(_directory.File("1"))) return;
        using var lease = Acquire(Registry());
        Assert.Equal(2, lease.Value);
    }

    [Fact]
    public void Whatever_stands_in_a_files_place_is_passed_over()
    {
        File.WriteAllText(_directory.File("target"), "");
        File.CreateSymbolicLink(_directory.File("1"), _directory.File("target"));
        File.CreateSymbolicLink(_directory.File("2"), _directory.File("dangling"));
        Directory.CreateDirectory(_directory.File("3"));
        Assert.Equal(0, mkfifo(_directory.File("4"), 0x1b6));
        File.WriteAllText(_directory.File("5"), "");
        Assert.Equal(0, link(_directory.File("5"), _directory.File("other-name-of-5")));
        using var lease = Acquire(Registry());
        Assert.Equal(6, lease.Value);
        Assert.False(File.Exists(_directory.File("dangling")));
    }

    [Fact]
    public void A_file_left_behind_is_reused()
    {
        File.WriteAllText(_directory.File("1"), "left behind");
        using var lease = Acquire(Registry());
        Assert.Equal(1, lease.Value);
    }

    [Fact]
    public void When_all_are_taken_that_is_a_failure()
    {
        var registry = new UniqueIntRegistry { Directory = _directory.Path, Maximum = 1 };
        using var lease = Acquire(registry);
        Assert.Equal(UniqueIntFailureKind.Exhausted, registry.Acquire().Failure!.Kind);
    }

    [Fact]
    public void The_shared_directory_must_be_roots_and_sticky()
    {
        var unsafely = new UniqueIntRegistry { SharedDirectories = [_directory.Path, _directory.File("missing")] };
        Assert.Equal(UniqueIntFailureKind.NoDirectory, unsafely.Acquire().Failure!.Kind);

        var path = Directory.CreateDirectory(_directory.File("shared")).FullName;
        File.SetUnixFileMode(path, (UnixFileMode)0x3ff);
        if (Environment.UserName != "root") return;
        using var lease = Acquire(new UniqueIntRegistry { SharedDirectories = [_directory.Path, path] });
        Assert.True(File.Exists(Path.Combine(path, $"procfile-unique-int-{lease.Value}")));
    }

    [Fact]
    public void An_integer_is_free_at_once_when_it_is_given_back_whatever_else_is_just_being_started()
    {
        var registry = Registry();
        for (var i = 0; i < 20; i++)
        {
            var lease = Acquire(registry);
            // A process between fork and exec has copies of all descriptors. This one keeps them.
            using var forked = new InheritingChild(lease.File!);
            lease.Dispose();
            using var again = Acquire(registry);
            Assert.Equal(1, again.Value);
        }
    }

    [Fact]
    public void A_process_keeps_its_integer_through_the_supervisors_restart_of_it()
    {
        var registry = Registry();
        var lease = Acquire(registry);
        var first = Share(lease);
        using var second = Share(lease);
        first.End();
        lease.Dispose();
        using var other = Acquire(Registry());
        Assert.Equal(2, other.Value);
    }

    [Fact]
    public void A_lease_that_was_given_back_is_shared_no_more()
    {
        var lease = Acquire(Registry());
        lease.Dispose();
        Assert.Throws<ObjectDisposedException>(() => lease.Share(out _));
    }

    private UniqueIntRegistry Registry() => new() { Directory = _directory.Path };

    private static InheritingChild Share(UniqueIntLease lease)
    {
        using var shared = lease.Share(out var failure);
        Assert.Null(failure);
        return new InheritingChild(shared!);
    }

    /// <summary>Waits for integer 1: of a process that ends as soon as it starts, a fork under way elsewhere may have a copy for a moment.</summary>
    private static void AwaitFirst(UniqueIntRegistry registry) => Assert.True(SpinWait.SpinUntil(
        () =>
        {
            using var first = Acquire(registry);
            return first.Value == 1;
        },
        TimeSpan.FromSeconds(30)));

    private static UniqueIntLease Acquire(UniqueIntRegistry registry)
    {
        var result = registry.Acquire();
        Assert.True(result.IsLeased, result.Failure?.Message);
        return result.Lease;
    }

    private static void Refuses(string path, UniqueIntFailureKind kind)
    {
        var result = new UniqueIntRegistry { Directory = path }.Acquire();
        Assert.False(result.IsLeased);
        Assert.Equal(kind, result.Failure.Kind);
        Assert.Contains(path, result.Failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Only root can give a file to another user.</summary>
    private static bool TryGiveAway(string path) => chown(path, 65_534, 65_534) == 0;

    [DllImport("libc")]
    private static extern int chown(string path, uint owner, uint group);

    [DllImport("libc")]
    private static extern int link(string path, string other);

    [DllImport("libc")]
    private static extern int mkfifo(string path, uint mode);
}
