using Procfile.Core.Exporting;

namespace Procfile.Core.Tests.Exporting;

public sealed class ResourceLimitNameTests
{
    [Fact]
    public void Every_limit_has_a_name_that_is_read_back()
    {
        ResourceLimit[] all = Enum.GetValues<ResourceLimit>();
        Assert.Equal(all.Select(ResourceLimitNames.Of), ResourceLimitNames.All);
        Assert.All(all, limit => Assert.True(ResourceLimitNames.TryParse(ResourceLimitNames.Of(limit).ToUpperInvariant(), out ResourceLimit read) && read == limit));
    }

    [Theory]
    [InlineData(ResourceLimit.OpenFiles, "nofile")]
    [InlineData(ResourceLimit.Processes, "nproc")]
    [InlineData(ResourceLimit.AddressSpace, "as")]
    public void The_names_are_those_of_limits_conf(ResourceLimit limit, string name) => Assert.Equal(name, ResourceLimitNames.Of(limit));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nofiles")]
    public void What_is_no_name_is_refused(string? name) => Assert.False(ResourceLimitNames.TryParse(name, out _));

    [Fact]
    public void What_is_no_limit_has_no_name() => Assert.Throws<ArgumentOutOfRangeException>(() => ResourceLimitNames.Of((ResourceLimit)10));
}
