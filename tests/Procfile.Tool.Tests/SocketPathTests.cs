using System.Text;
using Procfile.Tool.Input;

namespace Procfile.Tool.Tests;

/// <summary>Where <c>start</c> listens: one socket per Procfile and user, at a path that the kernel takes.</summary>
public sealed class SocketPathTests
{
    private const string ShopDigest = "34aefb644c8cd8ac";

    [Fact]
    public void It_stands_in_the_runtime_directory_when_there_is_one() =>
        Assert.StartsWith("/usr/procfile/shop-", For("/srv/shop/Procfile", "/usr"), StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("usr")]
    [InlineData("/no/such/directory")]
    public void Without_one_root_has_a_place_of_the_systems_and_others_one_of_their_own(string? runtime)
    {
        Assert.StartsWith("/run/procfile/shop-", For("/srv/shop/Procfile", runtime, user: 0), StringComparison.Ordinal);
        Assert.StartsWith("/tmp/procfile-1000/shop-", For("/srv/shop/Procfile", runtime), StringComparison.Ordinal);
    }

    [Fact]
    public void The_digest_tells_procfiles_of_one_name_apart_and_stays_the_same()
    {
        string path = For("/srv/shop/Procfile", "/usr");
        Assert.Equal($"/usr/procfile/shop-{ShopDigest}.sock", path);
        Assert.Equal(path, For("/srv/other/../shop//Procfile", "/usr"));
        Assert.NotEqual(path, For("/srv/shop/Procfile_production", "/usr"));
        Assert.NotEqual(path, For("/home/shop/Procfile", "/usr"));
    }

    [Theory]
    [InlineData("/srv/my shop; rm -rf \u00e9/Procfile", "my-shop--rm--rf")]
    [InlineData("/srv/.hidden/Procfile", "hidden")]
    [InlineData("/srv/a.b_c-1/Procfile", "a.b_c-1")]
    [InlineData("/srv/-/Procfile", "")]
    [InlineData("/Procfile", "")]
    public void The_name_is_made_harmless(string procfile, string name)
    {
        string file = Path.GetFileNameWithoutExtension(For(procfile, "/usr"));
        Assert.Equal(name, file.Length > 17 ? file[..^17] : "");
        Assert.Matches("[0-9a-f]{16}$", file);
    }

    [Fact]
    public void Whatever_is_long_the_kernel_takes_it()
    {
        string longest = "/" + new string('d', 200);
        Assert.InRange(Encoding.UTF8.GetByteCount(For(longest + "/Procfile", "/usr")), 1, 107);

        // A runtime directory that leaves room for no name, for no digest.
        using var temporary = new TemporaryDirectory();
        foreach (int length in Enumerable.Range(40, 120))
        {
            string runtime = Path.Combine(temporary.Path, new string('r', length));
            Directory.CreateDirectory(runtime);
            string path = For("/srv/shop/Procfile", runtime);
            Assert.InRange(Encoding.UTF8.GetByteCount(path), 1, 107);
            Assert.Contains("/procfile", path, StringComparison.Ordinal);
            Assert.Equal(path, For("/srv/shop/Procfile", runtime));
        }
    }

    private static string For(string procfile, string? runtime, uint user = 1000) =>
        SocketPath.For(procfile, name => name == "XDG_RUNTIME_DIR" ? runtime : null, user);

    private sealed class TemporaryDirectory : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("procfile-tool-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
