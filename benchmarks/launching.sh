#!/bin/sh
# Starts and ends of processes: Procfile.Core's native launcher beside a C program with posix_spawn and System.Diagnostics.Process,
# in turn, so that a machine whose speed wanders is the same for all. Needs a C compiler.
# Usage: benchmarks/launching.sh [ROUNDS]
set -eu
rounds=${1:-7}
here=$(dirname "$0")/Procfile.Core.LaunchBench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet publish "$here" -c Release -r "linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" -o "$work/native" -v q -nologo >"$work/build" || { cat "$work/build"; exit 1; }
${CC:-cc} -O2 -pthread -o "$work/spawn" "$here/spawn.c"
ours=$work/native/Procfile.Core.LaunchBench

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { printf "%s", v[int((NR + 1) / 2)] }'; }

printf '/bin/true, start to end noticed, microseconds each (median of %s rounds)\n' "$rounds"
for parallel in 1 8; do
  : >"$work/c"; : >"$work/ours"; : >"$work/process"
  for round in $(seq "$rounds"); do
    "$work/spawn" 400 $parallel >>"$work/c"
    "$ours" spawn ours 400 $parallel >>"$work/ours"
    "$ours" spawn process 400 $parallel >>"$work/process"
  done
  awk -v p=$parallel -v c="$(median "$work/c")" -v o="$(median "$work/ours")" -v d="$(median "$work/process")" \
    'BEGIN { printf "%d at once: C %d, ours %d (%.2f), System.Diagnostics.Process %d (%.2f)\n", p, c, o, o / c, d, d / c }'
done

printf '\nKILL to end noticed, microseconds: p50 p90 p99\n'
for others in 0 500; do
  printf '%3d others: ours %s; Process %s\n' $others "$("$ours" exits ours 400 $others free)" "$("$ours" exits process 400 $others free)"
done
printf 'thread pool blocked: ours %s; Process %s\n' "$("$ours" exits ours 100 0 blocked)" "$("$ours" exits process 20 0 blocked)"

printf '\nMany at once\n'
"$ours" idle 1000
"$ours" crowd 5000
