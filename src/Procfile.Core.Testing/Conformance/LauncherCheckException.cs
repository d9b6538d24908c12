namespace Procfile.Core.Testing.Conformance;

/// <summary>A launcher does not keep a promise.</summary>
public sealed class LauncherCheckException : Exception
{
    /// <summary>Makes an exception without a message.</summary>
    public LauncherCheckException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was expected, and what came.</param>
    public LauncherCheckException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was expected, and what came.</param>
    /// <param name="innerException">The cause.</param>
    public LauncherCheckException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
