namespace Procfile.Core.Launching.Native;

/// <summary>Linux error numbers, the same on every architecture that .NET runs on.</summary>
internal static class Errno
{
    internal const int
        NotPermitted = 1, NoEntry = 2, NoProcess = 3, Interrupted = 4, TooBig = 7, NotExecutableFormat = 8, BadDescriptor = 9, NoChild = 10,
        Again = 11, NoMemory = 12, AccessDenied = 13, NotDirectory = 20, IsDirectory = 21, Invalid = 22, TooManyInSystem = 23, TooManyOpen = 24,
        TextBusy = 26, NameTooLong = 36, NotImplemented = 38, TooManyLinks = 40;
}
