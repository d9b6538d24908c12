using System.Collections.Immutable;
using System.Globalization;

namespace Procfile.Core.Launching.Native;

/// <summary>
/// Runs a command as somebody else, by way of <c>setpriv</c>, which executes it in its own place. Changing over in the host, if only
/// for a moment, would let that user send signals to it.
/// </summary>
internal static class UserChange
{
    private const string Program = "setpriv";

    /// <summary>Puts <c>setpriv</c> before a command.</summary>
    /// <param name="spec">The spec with a user.</param>
    /// <param name="path">The file to execute.</param>
    /// <param name="arguments">The command's words.</param>
    /// <returns>Null, or why it cannot be done.</returns>
    internal static LaunchFailure? Prepare(ProcessSpec spec, ref string path, ref ImmutableArray<string> arguments)
    {
        if (Libc.EffectiveUser() != 0)
            return Refused(LaunchFailureKind.NotPermitted, $"only root may run {spec.Name} as \"{spec.User}\": leave the user out, or start this as root");
        string[] parts = spec.User!.Split(':', 2);
        if (UserAccount.Find(spec.User) is not { } user)
            return Refused(LaunchFailureKind.InvalidSpec, $"there is no user \"{parts[0]}\" for {spec.Name}: correct it");
        uint? group = parts.Length == 1 ? user.GroupId : UserAccount.FindGroup(parts[1]);
        if (group is null)
            return Refused(LaunchFailureKind.InvalidSpec, $"there is no group \"{parts[1]}\" for {spec.Name}: correct it");

        LaunchFailure? failure = ExecutableLocator.Find(Program, ImmutableDictionary<string, string>.Empty, null, out string setpriv);
        if (failure is not null)
            return failure;
        // What is found in PATH is found by the host's eyes; what its owner may not execute, setpriv reports as exit code 126.
        arguments =
        [
            Program,
            string.Create(CultureInfo.InvariantCulture, $"--reuid={user.Id}"),
            string.Create(CultureInfo.InvariantCulture, $"--regid={group}"),
            parts.Length == 1 ? "--init-groups" : "--clear-groups",
            "--",
            path,
            .. arguments.AsSpan()[1..],
        ];
        path = setpriv;
        return null;
    }

    private static LaunchFailure Refused(LaunchFailureKind kind, string message) =>
        new(kind, string.Concat(message[..1].ToUpperInvariant(), message.AsSpan(1), "."));
}
