using System.Net;

namespace Procfile.Core.Dashboard.Access;

/// <summary>
/// Whether a request was meant for this app. A page of somebody else can make its own name lead here (DNS rebinding), but then it has to
/// ask by that name; an address or <c>localhost</c> cannot be made to lead elsewhere.
/// </summary>
internal sealed class HostCheck(IEnumerable<string> names)
{
    private const string Any = "*", AnyWithin = "*.";

    private readonly string[] _names = [.. names];

    internal bool Allows(string host)
    {
        // An address of version 6 comes in brackets.
        ReadOnlySpan<char> name = host is ['[', .., ']'] ? host.AsSpan(1..^1) : host.AsSpan().TrimEnd('.');
        if (name.IsEmpty)
            return false;
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(name, out _) || IsNamed(name);
    }

    private bool IsNamed(ReadOnlySpan<char> host)
    {
        foreach (string name in _names)
        {
            bool matches = name.StartsWith(AnyWithin, StringComparison.Ordinal)
                ? host.EndsWith(name.AsSpan(1), StringComparison.OrdinalIgnoreCase) && host.Length >= name.Length
                : name == Any || host.Equals(name, StringComparison.OrdinalIgnoreCase);
            if (matches)
                return true;
        }

        return false;
    }
}
