namespace Procfile.Core.Supervision.Engine;

/// <summary>Where a process stands in a view: by the place of its type in the Procfile, then by its number.</summary>
internal readonly record struct ProcessPlace(int Type, int Index) : IComparable<ProcessPlace>
{
    public int CompareTo(ProcessPlace other) => Type != other.Type ? Type.CompareTo(other.Type) : Index.CompareTo(other.Index);
}
