namespace Procfile.Tool;

/// <summary>What the command ends with.</summary>
internal static class ExitCodes
{
    /// <summary>Fine, also after a stop that was asked for.</summary>
    internal const int Fine = 0;

    /// <summary>The Procfile, or a file it needs, is at fault.</summary>
    internal const int Fault = 1;

    /// <summary>The command line is at fault.</summary>
    internal const int Usage = 2;
}
