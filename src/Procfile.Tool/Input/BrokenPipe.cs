namespace Procfile.Tool.Input;

/// <summary>What happens when whoever reads the output is gone.</summary>
internal enum BrokenPipe
{
    Continue,
    Stop,
}
