using System.Runtime.InteropServices;
using System.Text;

namespace Procfile.Core.Launching.Native;

/// <summary>A user as the system's directory of users knows it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Id">The number.</param>
/// <param name="GroupId">The number of the first group.</param>
/// <param name="Home">The home directory.</param>
internal sealed unsafe record UserAccount(string Name, uint Id, uint GroupId, string Home)
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Finds the user of <c>user</c> or <c>user:group</c>.</summary>
    internal static UserAccount? Find(string text)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        string name = text.Split(':')[0];
        // struct passwd, the same in every libc for Linux: name, password, two numbers, comment, home, shell.
        byte** user = stackalloc byte*[16];
        fixed (byte* key = Encoding.UTF8.GetBytes(name + "\0"), buffer = new byte[BufferSize])
        {
            void* found;
            if (Libc.FindUser(key, user, buffer, BufferSize, &found) != 0 || found is null)
                return null;
            uint* numbers = (uint*)&user[2];
            return new UserAccount(name, numbers[0], numbers[1], Marshal.PtrToStringUTF8((nint)user[4])!);
        }
    }

    /// <summary>Finds the number of a group by its name.</summary>
    internal static uint? FindGroup(string name)
    {
        // struct group: name, password, number, members.
        byte** group = stackalloc byte*[16];
        fixed (byte* key = Encoding.UTF8.GetBytes(name + "\0"), buffer = new byte[BufferSize])
        {
            void* found;
            return Libc.FindGroup(key, group, buffer, BufferSize, &found) == 0 && found is not null ? *(uint*)&group[2] : null;
        }
    }
}
