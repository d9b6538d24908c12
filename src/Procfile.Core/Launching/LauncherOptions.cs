using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Procfile.Core.Launching;

/// <summary>How a launcher works.</summary>
public sealed class LauncherOptions
{
    /// <summary>What becomes of processes when the host dies. Only the native launcher can end them.</summary>
    /// <value>Default: <see cref="Launching.OrphanPolicy.Kill"/>.</value>
    public OrphanPolicy OrphanPolicy { get; set; }

    /// <summary>Where log lines go.</summary>
    /// <value>Default: nowhere.</value>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;
}
