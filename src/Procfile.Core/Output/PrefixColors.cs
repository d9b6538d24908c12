namespace Procfile.Core.Output;

/// <summary>How the prefixes of process types are coloured.</summary>
public enum PrefixColors
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>With the basic colours of every terminal, which its theme fits to its ground.</summary>
    Basic,

    /// <summary>With colours out of 256, chosen to be legible on dark and on light ground alike.</summary>
    Extended,
}
