namespace Procfile.Core.Launching.Native.Orphans;

/// <summary>What the orphan guard does, for any POSIX shell.</summary>
internal static class GuardScript
{
    /// <summary>The variable that carries the script: as an argument it would fill every listing of processes.</summary>
    internal const string Variable = "PROCFILE_GUARD";

    /// <summary>
    /// Descriptor 3 stays open as long as the host lives; a line on it means an orderly end. Descriptor 4 is the
    /// <see cref="GroupRoster"/>. The first argument is what the markers of the host's processes begin with.
    /// </summary>
    /// <remarks>
    /// It looks for markers again until nobody is found, so that also a process that was being started when the host died is seen.
    /// Members of a known group get TERM by their group and not once more by themselves: many programs take a second one as
    /// "at once". No <c>--</c> in <c>kill</c>: dash does not know it there.
    /// </remarks>
    internal const string Text = """
        trap '' HUP INT QUIT TERM USR1 USR2
        read -r end <&3 && exit 0
        marker=$1 groups= asked=' '
        while read -r group; do groups="$groups $group"; done <&4

        now() { ticks=0; read -r ticks rest </proc/uptime && ticks=${ticks%.*}${ticks#*.}; } 2>/dev/null

        look() {
            alive=
            for group in $groups; do kill -0 "-$group" && alive="$alive -$group"; done
            groups=
            for group in $alive; do groups="$groups ${group#-}"; done
            for file in $(grep -lzF "$marker" /proc/[0-9]*/environ); do file=${file#/proc/}; alive="$alive ${file%/environ}"; done
        } 2>/dev/null

        group_of() {
            stat=
            read -r stat <"/proc/$1/stat"
            set -- ${stat##*) }
            group=-$3
        } 2>/dev/null

        ask() {
            case $asked in *" $1 "*) return ;; esac
            asked="$asked$1 "
            case $1 in
                -*) ;;
                *) group_of "$1"; case $asked in *" $group "*) return ;; esac ;;
            esac
            kill -TERM "$1"
            kill -CONT "$1"
        } 2>/dev/null

        now; deadline=$((ticks + 200)) rounds=0
        while look; [ -n "$alive" ]; do
            for one in $alive; do ask "$one"; done
            now; [ "$ticks" -lt "$deadline" ] && [ "$rounds" -lt 20 ] || break
            rounds=$((rounds + 1)); sleep 0.1 2>/dev/null || sleep 1
        done

        rounds=0
        while [ -n "$alive" ] && [ "$rounds" -lt 100 ]; do
            for one in $alive; do kill -KILL "$one"; done 2>/dev/null
            rounds=$((rounds + 1)); sleep 0.02 2>/dev/null || sleep 1
            look
        done
        """;
}
