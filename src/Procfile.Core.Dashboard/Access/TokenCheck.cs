using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Procfile.Core.Dashboard.Access;

/// <summary>Whether a request shows the token. How long the answer takes tells nothing of it.</summary>
internal sealed class TokenCheck(string token)
{
    private const string Scheme = "Bearer ", Parameter = "token";

    private readonly byte[] _hash = Hash(token);

    /// <summary>By its header.</summary>
    internal bool IsShown(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && IsToken(header[Scheme.Length..]);

    /// <summary>By its header or, as a browser that is given an address cannot send one, in the address.</summary>
    internal bool IsShownByPage(HttpRequest request) =>
        IsShown(request) || (request.Query[Parameter] is [{ } given] && IsToken(given));

    private bool IsToken(string given) => CryptographicOperations.FixedTimeEquals(Hash(given.Trim()), _hash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
