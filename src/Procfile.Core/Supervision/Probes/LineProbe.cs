using System.Text.RegularExpressions;

namespace Procfile.Core.Supervision.Probes;

/// <summary>Ready when the process writes a line that matches.</summary>
internal sealed class LineProbe(Regex pattern) : IReadinessProbe
{
    public Task WaitAsync(ReadinessContext process, CancellationToken cancellationToken) =>
        process.WaitForLineAsync(pattern.IsMatch, cancellationToken);
}
