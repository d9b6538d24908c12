using System.Globalization;
using System.Text;

namespace Procfile.Core.Benchmarks;

internal static class Inputs
{
    /// <summary>Entries of about sixty bytes, as in real Procfiles.</summary>
    internal static byte[] Procfile(int entries)
    {
        var text = new StringBuilder(entries * 64);
        for (var index = 0; index < entries; index++)
            text.Append(CultureInfo.InvariantCulture, $"worker{index}: bundle exec sidekiq -q queue{index} -c 10 -e $RACK_ENV\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    internal static byte[] Env(int variables)
    {
        var text = new StringBuilder(variables * 48);
        for (var index = 0; index < variables; index++)
            text.Append(CultureInfo.InvariantCulture, $"VARIABLE_{index}=\"postgres://user@host/{index}\" # the database\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
