using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Procfile.Tool.Serving;

/// <summary>Where <c>--http</c> listens: <c>PORT</c>, <c>ADDRESS</c> or <c>ADDRESS:PORT</c>.</summary>
internal static class HttpAddress
{
    /// <summary>The port when none is given; another is taken when this one is in use.</summary>
    internal const int UsualPort = 7777;

    private const string Scheme = "http://";

    /// <summary>Reads an address; a port that is not given is 0.</summary>
    internal static bool TryParse(string text, [NotNullWhen(true)] out IPEndPoint? address)
    {
        string given = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..].TrimEnd('/') : text;
        if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int port))
        {
            address = port is > 0 and <= IPEndPoint.MaxPort ? new IPEndPoint(IPAddress.Loopback, port) : null;
            return address is not null;
        }

        const string Localhost = "localhost";
        if (given.StartsWith(Localhost, StringComparison.OrdinalIgnoreCase))
            given = IPAddress.Loopback + given[Localhost.Length..];
        return IPEndPoint.TryParse(given, out address);
    }
}
