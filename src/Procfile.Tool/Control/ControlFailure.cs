using Procfile.Core.Dashboard.Contract;

namespace Procfile.Tool.Control;

/// <summary>Why a running <c>start</c> did not do what it was asked for. The message is for people.</summary>
internal sealed class ControlFailure(ControlFailureKind kind, string message, ProblemJson? problem = null) : Exception(message)
{
    internal ControlFailureKind Kind { get; } = kind;

    /// <summary>What it said itself, of <see cref="ControlFailureKind.Refused"/>.</summary>
    internal ProblemJson? Problem { get; } = problem;
}

internal enum ControlFailureKind
{
    /// <summary>Nobody listens there.</summary>
    NothingThere,

    /// <summary>Somebody listens who is not to be asked: the socket belongs to another user.</summary>
    NotAllowed,

    /// <summary>What listens there answers in no way that <c>start</c> does, or not at all.</summary>
    NoSense,

    /// <summary>It was there, and broke off.</summary>
    BrokenOff,

    /// <summary>It says why it does not do it.</summary>
    Refused,
}
