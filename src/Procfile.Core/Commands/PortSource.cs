namespace Procfile.Core.Commands;

/// <summary>Where a base port can come from.</summary>
public enum PortSource
{
    /// <summary>The caller, or an option such as <c>-p</c>.</summary>
    Given,

    /// <summary><c>PORT</c> in a <c>.env</c> file.</summary>
    EnvironmentFile,

    /// <summary><c>PORT</c> in the process environment.</summary>
    ProcessEnvironment,
}
