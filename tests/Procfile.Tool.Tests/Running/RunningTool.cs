using System.Diagnostics;
using System.Text;

namespace Procfile.Tool.Tests.Running;

/// <summary>A run of the tool that goes on while the test watches.</summary>
internal sealed class RunningTool : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly Task _reading;
    private readonly Task<string> _error;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal RunningTool(Process process)
    {
        _process = process;
        _reading = Task.Run(ReadAsync);
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The lines of standard output so far.</summary>
    internal string[] Lines
    {
        get
        {
            lock (_lock)
                return [.. _lines];
        }
    }

    internal int Id => _process.Id;

    internal void Signal(string name) => Signals.Send(_process.Id, name);

    /// <summary>Types on the terminal that the tool runs on.</summary>
    internal async Task TypeAsync(string text)
    {
        await _process.StandardInput.WriteAsync(text);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Reads no more: whoever was to read the output is gone.</summary>
    internal void CloseOutput() => _process.StandardOutput.BaseStream.Close();

    /// <summary>Waits until standard output has a line with this text in it.</summary>
    internal async Task<string> LineAsync(string text, int times = 1) =>
        (await LinesAsync(lines => lines.Count(line => line.Contains(text, StringComparison.Ordinal)) >= times, text))
            .Last(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Waits until something is true of the lines of standard output.</summary>
    internal async Task<string[]> LinesAsync(Func<string[], bool> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            Task news;
            lock (_lock)
                news = _news.Task;
            if (Lines is var lines && condition(lines))
                return lines;
            if (_reading.IsCompleted || clock.Elapsed > Patience)
                throw new TimeoutException($"No \"{what}\" in:\n{string.Join('\n', lines)}\n{(_error.IsCompleted ? await _error : "")}");
            await Task.WhenAny(news, _reading, Task.Delay(Patience - clock.Elapsed + TimeSpan.FromMilliseconds(1)));
        }
    }

    /// <summary>Waits for the end.</summary>
    internal async Task<ToolResult> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            await _reading.WaitAsync(patience.Token);
            return new ToolResult(_process.ExitCode, string.Concat(Lines.Select(line => line + "\n")), await _error.WaitAsync(patience.Token));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The tool does not end:\n{string.Join('\n', Lines)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            using var reader = new StreamReader(_process.StandardOutput.BaseStream, new UTF8Encoding(false));
            while (await reader.ReadLineAsync() is { } line)
                Add(line);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The test closed it.
        }
    }

    private void Add(string line)
    {
        TaskCompletionSource news;
        lock (_lock)
        {
            _lines.Add(line);
            (news, _news) = (_news, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        news.SetResult();
    }
}
