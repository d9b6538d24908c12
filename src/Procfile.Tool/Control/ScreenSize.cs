namespace Procfile.Tool.Control;

/// <summary>How much the terminal shows; what is usual, where it does not say.</summary>
internal static class ScreenSize
{
    private const int UsualColumns = 80, UsualRows = 24;

    internal static int Columns => Console.WindowWidth is > 0 and var columns ? columns : UsualColumns;

    internal static int Rows => Console.WindowHeight is > 0 and var rows ? rows : UsualRows;
}
