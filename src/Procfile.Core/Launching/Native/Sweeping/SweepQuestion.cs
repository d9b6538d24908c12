using System.Text;

namespace Procfile.Core.Launching.Native.Sweeping;

/// <summary>What one ended process wants to know: who of its own is still alive.</summary>
internal sealed class SweepQuestion(NativeProcess process)
{
    private long _zombiesBefore;

    internal NativeProcess Process => process;

    internal byte[] Marker { get; } = Encoding.ASCII.GetBytes(process.Marker);

    /// <summary>Whether the group and the session of the process's number are its own, and not a stranger's by now.</summary>
    internal bool OwnsNumber { get; } = process.LeadsGroup && !process.NumberIsFree;

    /// <summary>Whether somebody alive is in the group or the session.</summary>
    internal bool NumberIsTaken { get; private set; }

    internal int Survivors { get; set; }

    internal bool ZombiesExplainIt => Zombies != 0 && Zombies == _zombiesBefore;

    /// <summary>The sum of the ids of the group's dead members that this look has seen.</summary>
    private long Zombies { get; set; }

    internal void BeginLook() => (_zombiesBefore, Zombies, Survivors, NumberIsTaken) = (Zombies, 0, 0, false);

    /// <summary>When the process was started, by the clock of <see cref="ProcEntry.StartTime"/>; 0 where nobody has seen it.</summary>
    internal ulong FindStartTime()
    {
        if (process.StartTime == 0 && OwnsNumber && ProcEntry.TryRead(process.Id, out ProcEntry entry))
            process.StartTime = entry.StartTime;
        return process.StartTime;
    }

    /// <summary>Notes somebody in the session of the process's number, dead or alive.</summary>
    internal void NoteInSession(ProcEntry entry)
    {
        bool inGroup = entry.Group == process.Id;
        if (entry.IsAlive)
        {
            NumberIsTaken = true;
            NoteSurvivor(entry, inGroup);
        }
        else if (inGroup && entry.Id != process.Id)
        {
            Zombies += entry.Id;
        }
    }

    /// <summary>Notes somebody alive who has left the session.</summary>
    internal void NoteEscapee(ProcEntry entry) => NoteSurvivor(entry, inGroup: false);

    internal void NoteUnseenMember()
    {
        NumberIsTaken = true;
        Survivors = 1;
    }

    private void NoteSurvivor(ProcEntry entry, bool inGroup)
    {
        Survivors++;
        if (!inGroup || !process.GroupIsInReach)
            process.AddEscapee(entry);
    }
}
