#!/bin/sh
# What the supervision of processes takes: from a crash to the replacement's first instruction, crash loops, scaling, snapshots. The
# first and the third stand beside a C program with posix_spawn, in turn with it. Needs a C compiler.
# Usage: benchmarks/supervising.sh [ROUNDS]
set -eu
rounds=${1:-5}
here=$(dirname "$0")/Procfile.Core.LaunchBench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet publish "$here" -c Release -r "linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" -o "$work/native" -v q -nologo >"$work/build" || { cat "$work/build"; exit 1; }
${CC:-cc} -O2 -o "$work/c" "$here/supervising.c"
ours=$work/native/Procfile.Core.LaunchBench

# The medians of two columns.
median() {
  for column in 1 2; do awk -v c=$column '{ print $c }' "$1" | sort -n | awk '{ v[NR] = $1 } END { printf "%s ", v[int((NR + 1) / 2)] }'; done
}

# Runs a command beside so many processes that are nobody's business.
beside() {
  mkfifo "$work/hold"
  "$work/c" strangers "$1" <"$work/hold" >"$work/up" &
  exec 3>"$work/hold"
  until grep -q up "$work/up"; do sleep 0.1; done
  shift
  "$@"
  exec 3>&-
  wait
  rm "$work/hold"
}

printf 'Crash to the first instruction of the replacement, ms: p50 p99; then microseconds of processor time for each restart\n'
for life in 2000 50000; do
  "$work/c" restarts 200 $life >"$work/line"
  printf 'life %2d ms: C, which does nothing else        %s\n' $((life / 1000)) "$(cat "$work/line")"
  for others in 0 500; do
    printf 'life %2d ms: ours, %3d others and their children %s\n' $((life / 1000)) $others "$("$ours" restarts "$work/c" 200 $life $others)"
  done
  printf 'life %2d ms: ours, 1000 strangers                %s\n' $((life / 1000)) "$(beside 1000 "$ours" restarts "$work/c" 200 $life 0)"
done

printf '\n1,000 crash loops at the cap of the default backoff: '
"$ours" looping 1000 30

printf '\nScale 0 -> 500, ms of wall clock and of processor (median of %s rounds)\n' "$rounds"
: >"$work/scale-c"; : >"$work/scale-ours"
for round in $(seq "$rounds"); do
  "$work/c" scale 500 >>"$work/scale-c"
  "$ours" scale 500 >>"$work/scale-ours"
done
printf 'C, starts alone %s\nours            %s\n' "$(median "$work/scale-c")" "$(median "$work/scale-ours")"

printf '\nSnapshot of 1,000 processes, microseconds, p50 p99: '
"$ours" snapshots 1000
