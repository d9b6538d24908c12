using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;
using Procfile.Tool.Input;

namespace Procfile.Tool.Serving;

/// <summary>
/// The socket that the other commands ask. Its file is for this user alone from the first moment on, and goes with it; one that a killed
/// run has left behind is replaced, one that is in use is not.
/// </summary>
internal sealed class ControlSocket : IDisposable
{
    private const int Backlog = 128, WouldBlockOnLinux = 11, WouldBlockOnMac = 35;
    private const string LockExtension = ".lock";
    private const UnixFileMode ForOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;
    private readonly FileStream _lock;

    private ControlSocket(string path, FileStream held, Socket listening) => (_path, _lock, Listening) = (path, held, listening);

    internal Socket Listening { get; }

    /// <summary>Listens at a path.</summary>
    /// <exception cref="IOException">Another run listens there, or the path is no good; the message says which.</exception>
    internal static ControlSocket Open(string path)
    {
        FileStream held = Lock(path);
        try
        {
            return new ControlSocket(path, held, Listen(path));
        }
        catch (SocketException exception)
        {
            Release(held);
            throw new IOException($"{path}: {exception.Message}", exception);
        }
        catch
        {
            Release(held);
            throw;
        }
    }

    public void Dispose()
    {
        File.Delete(_path);
        Listening.Dispose();
        Release(_lock);
    }

    /// <summary>Whoever has the lock owns the path. The kernel takes it back from a run that is killed.</summary>
    private static FileStream Lock(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = ForOwner;
        try
        {
            while (true)
            {
                var held = new FileStream(path + LockExtension, options);
                // A run that has just ended may have removed the file that was about to be locked.
                if (!OperatingSystem.IsLinux() || FileFacts.IsAt(held.Name, held.SafeFileHandle))
                    return held;
                held.Dispose();
            }
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException(exception.Message, exception);
        }
        catch (IOException exception) when (exception.HResult is WouldBlockOnLinux or WouldBlockOnMac)
        {
            throw new IOException($"another procfile start listens at {path}", exception);
        }
    }

    private static void Release(FileStream held)
    {
        // Elsewhere it stays, as whoever has it open already could not tell.
        if (OperatingSystem.IsLinux())
            File.Delete(held.Name);
        held.Dispose();
    }

    private static Socket Listen(string path)
    {
        UnixDomainSocketEndPoint endpoint = EndPointOf(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            if (File.Exists(path))
                RemoveOld(path);
            if (OperatingSystem.IsLinux())
            {
                // The file takes over the mode of the socket it is made for.
                using var descriptor = new SafeFileHandle(socket.Handle, ownsHandle: false);
                File.SetUnixFileMode(descriptor, ForOwner);
            }

            socket.Bind(endpoint);
            // Nobody can connect before this.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, ForOwner);
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static UnixDomainSocketEndPoint EndPointOf(string path)
    {
        try
        {
            return new UnixDomainSocketEndPoint(path);
        }
        catch (ArgumentException exception)
        {
            throw new IOException($"{path} is too long for a socket's path: give --socket a shorter one", exception);
        }
    }

    /// <summary>Only what a socket was: a file of another kind is somebody's.</summary>
    private static void RemoveOld(string path)
    {
        if (OperatingSystem.IsLinux() && !FileFacts.Of(path).IsSocket)
            throw new IOException($"{path} exists and is no socket: give --socket another path");
        File.Delete(path);
    }
}
