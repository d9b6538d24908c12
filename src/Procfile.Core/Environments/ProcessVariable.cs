namespace Procfile.Core.Environments;

/// <summary>A variable of a process and where it comes from.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
/// <param name="Origin">Where it comes from.</param>
public sealed record ProcessVariable(string Name, string Value, VariableOrigin Origin);

/// <summary>Where a variable comes from.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="File">The <c>.env</c> file; null in other layers.</param>
/// <param name="Line">The line in the file, from 1; null in other layers.</param>
public readonly record struct VariableOrigin(VariableLayer Layer, string? File = null, int? Line = null)
{
    /// <summary>The origin in words.</summary>
    /// <returns>For example <c>.env:3</c> or <c>process environment</c>.</returns>
    public override string ToString() => Layer switch
    {
        VariableLayer.ProcessEnvironment => "process environment",
        VariableLayer.EnvironmentFile => $"{File}:{Line}",
        VariableLayer.ProcessType => "process type",
        _ => "injected",
    };
}

/// <summary>The layers of variables, from the weakest to the strongest.</summary>
public enum VariableLayer
{
    /// <summary>The environment of the supervisor itself.</summary>
    ProcessEnvironment,

    /// <summary>A <c>.env</c> file.</summary>
    EnvironmentFile,

    /// <summary>A value set for one process type.</summary>
    ProcessType,

    /// <summary>A value made for one process, such as <c>PORT</c> and <c>PS</c>.</summary>
    Injected,
}

/// <summary>Which wins where both set a variable, the <c>.env</c> file or the process environment.</summary>
public enum VariablePrecedence
{
    /// <summary>The file, as in foreman, honcho, forego, overmind, node-foreman and shoreman.</summary>
    File,

    /// <summary>The process environment, as in goreman and hivemind.</summary>
    ProcessEnvironment,
}
