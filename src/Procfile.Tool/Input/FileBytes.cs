namespace Procfile.Tool.Input;

/// <summary>Reads whole files, and says in words of the user's what stands against it.</summary>
internal static class FileBytes
{
    /// <summary>Reads a file; null with the reason and a remedy when that cannot be done.</summary>
    internal static byte[]? Read(string path, out string problem)
    {
        problem = "";
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = $"{path} does not exist: write it, or name another file";
        }
        catch (UnauthorizedAccessException)
        {
            // The platform says the same of both.
            problem = Directory.Exists(path)
                ? $"{path} is a directory: name a file in it"
                : $"{path} may not be read: run chmod +r on it, or run as a user who may";
        }
        catch (IOException exception)
        {
            problem = $"{path} cannot be read: {exception.Message}";
        }

        return null;
    }
}
