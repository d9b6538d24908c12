#!/bin/sh
# Output through a runner: Procfile.Core's command beside a C program that does no more than put the time and the name before each line,
# beside cat, and beside the Procfile tools that are installed; in turn, so that a machine whose speed wanders is the same for all.
# Needs a C compiler. Usage: benchmarks/output.sh [LINES [ROUNDS]]
set -eu
lines=${1:-2000000}
rounds=${2:-5}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet publish "$here/../src/Procfile.Tool" -c Release -r "linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" -o "$work/native" -v q -nologo >"$work/build" || { cat "$work/build"; exit 1; }
${CC:-cc} -O2 -Wall -o "$work/output" "$here/output/output.c"

# Prints the command by which a tool runs the Procfile of the current directory, in words without blanks.
command_of() {
  case $1 in
    C) echo "$work/output prefix Procfile" ;;
    procfile) echo "$work/native/procfile start" ;;
    procfile-files) echo "$work/native/procfile start --log-dir log" ;;
    hivemind) echo "hivemind Procfile" ;;
    overmind | goreman | forego | foreman | honcho | nf) echo "$1 start" ;;
  esac
}

# One run in a directory of its own: TOOL, how many CHILDREN, a child's command with %d for its number, and what to measure.
run() {
  tool=$1 children=$2 child=$3
  shift 3
  rm -rf "$work/run" && mkdir "$work/run" && cd "$work/run"
  OUTPUT_RUN=$work/run
  export OUTPUT_RUN
  i=0
  while [ $i -lt "$children" ]; do
    echo "p$i: $work/output $child" | sed "s/%d/$i/" >>Procfile
    i=$((i + 1))
  done
  case $tool in cat) set -- "$@" -- sh -c "mkfifo pipe; $(sed "s/^[^:]*: *//" Procfile) >pipe & exec cat pipe" ;; *) set -- "$@" -- $(command_of "$tool") ;; esac
  "$work/output" "$@" 2>/dev/null || echo '- - - - -'
  cd "$here"
}

median() { grep -v -- - "$1" | cut -d' ' -f"$2" | sort -n | awk '{ v[NR] = $1 } END { if (NR) printf "%s", v[int((NR + 1) / 2)]; else printf "-" }'; }
most() { cut -d' ' -f"$2" "$1" | sort -n | tail -1; }

tools='C cat procfile procfile-files'
for tool in hivemind overmind goreman forego foreman honcho nf; do
  if command -v $tool >/dev/null; then tools="$tools $tool"; else skipped="${skipped:-} $tool"; fi
done

for round in $(seq "$rounds"); do
  for tool in $tools; do
    for children in 1 8; do
      [ "$tool $children" = 'cat 8' ] && continue
      # What takes a hundred times as long is given a tenth of the lines.
      case $tool in C | cat | procfile*) count=$lines ;; *) count=$((lines / 10)) ;; esac
      for to in pipe null; do
        run $tool $children "spew %d $((count / children))" measure $to $children $((count / children)) >>"$work/$tool-$children-$to"
      done
    done
    case $tool in C | procfile | hivemind) run $tool 1 'tick %d 200' latency 200 >>"$work/$tool-latency" ;; esac
  done
done

printf 'Lines of 100 bytes, MB/s, median of %s rounds\n\n' "$rounds"
printf '| tool | 1 child to a pipe | 1 to /dev/null | 8 children to a pipe | 8 to /dev/null | CPU ns a line | KiB more than idle | torn or lost |\n|---|---|---|---|---|---|---|---|\n'
for tool in $tools; do
  printf '| %s |' $tool
  for run in 1-pipe 1-null 8-pipe 8-null; do
    if [ -e "$work/$tool-$run" ]; then printf ' %s |' "$(median "$work/$tool-$run" 1)"; else printf ' |'; fi
  done
  eight=$work/$tool-8-pipe
  [ -e "$eight" ] || eight=$work/$tool-1-pipe
  printf ' %s | %s | %s |\n' "$(median "$eight" 2)" "$(most "$eight" 3)" "$(most "$eight" 4)"
done
printf '\nWritten to arrived, microseconds: p50 p99 max (median of the rounds)\n'
for tool in C procfile hivemind; do
  [ -e "$work/$tool-latency" ] && printf '%s: %s %s %s\n' $tool "$(median "$work/$tool-latency" 1)" "$(median "$work/$tool-latency" 2)" "$(median "$work/$tool-latency" 3)"
done
printf '\nA line of 256 MiB without an end, KiB more than idle: '
for tool in C procfile; do printf '%s %s  ' $tool "$(run $tool 1 'line 256' measure null 1 1 | cut -d' ' -f3)"; done
printf '\n%s\n' "${skipped:+Not installed:$skipped}"
