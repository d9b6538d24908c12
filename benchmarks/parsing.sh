#!/bin/sh
# Parses one Procfile with Procfile.Core and with each other parser that is installed, and counts its lines with wc.
# Every round is the whole way from the file to names and commands, in one process, after the process has started.
# Usage: benchmarks/parsing.sh [ENTRIES [ROUNDS]]          environment: NF_LIB, the lib directory of node-foreman
set -eu
entries=${1:-100000} rounds=${2:-15}
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
file=$work/Procfile
ours="dotnet $work/ours/Procfile.Core.Benchmarks.dll"

dotnet build "$here/Procfile.Core.Benchmarks" -c Release -v q -nologo -o "$work/ours" >"$work/build" || { cat "$work/build"; exit 1; }
$ours write "$file" "$entries"
bytes=$(wc -c <"$file")

# Reads lines of "milliseconds entries"; prints first, median, and the throughput of the median.
report() {
  awk -v name="$1" -v bytes="$bytes" '
    NR == 1 { first = $1 } { ms[NR] = $1; found = $2 }
    END {
      for (i = 2; i <= NR; i++) for (j = i; j > 1 && ms[j] < ms[j - 1]; j--) { t = ms[j]; ms[j] = ms[j - 1]; ms[j - 1] = t }
      median = ms[int((NR + 1) / 2)]
      printf "%-14s %9d entries   first %9.1f ms   median %9.1f ms   %7.0f MB/s\n", name, found, first, median, bytes / 1000 / median
    }'
}

skip() { printf '%-14s skipped: %s\n' "$1" "$2"; }

printf '%s entries, %s bytes, %s rounds\n' "$entries" "$bytes" "$rounds"

if command -v python3 >/dev/null; then
  # wc is a process of its own each time, so its start is in its figure.
  python3 -c '
import subprocess, sys, time
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    lines = subprocess.run(["wc", "-l", sys.argv[1]], capture_output=True).stdout.split()[0].decode()
    print("%.3f %s" % ((time.perf_counter() - start) * 1000, lines))' "$file" "$rounds" | report 'wc -l'
else
  skip 'wc -l' 'python3, which times it, is not installed'
fi

$ours parse "$file" "$rounds" | report Procfile.Core

if ruby -e 'require "foreman/procfile"' 2>/dev/null; then
  ruby -e '
require "foreman/procfile"
ARGV[1].to_i.times do
  start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  count = 0
  Foreman::Procfile.new(ARGV[0]).entries { count += 1 }
  puts "%.3f %d" % [(Process.clock_gettime(Process::CLOCK_MONOTONIC) - start) * 1000, count]
end' "$file" "$rounds" | report foreman
else
  skip foreman 'gem install foreman'
fi

if python3 -c 'import honcho.environ' 2>/dev/null; then
  python3 -c '
import sys, time
from honcho.environ import parse_procfile
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    with open(sys.argv[1]) as file:
        count = len(parse_procfile(file.read()).processes)
    print("%.3f %d" % ((time.perf_counter() - start) * 1000, count))' "$file" "$rounds" | report honcho
else
  skip honcho 'pip install honcho'
fi

nf=${NF_LIB:-$(npm root -g 2>/dev/null || true)/foreman/lib}
if node -e 'require(process.argv[1] + "/procfile.js")' "$nf" 2>/dev/null; then
  node -e '
const [lib, file, rounds] = process.argv.slice(1);
const { loadProc } = require(lib + "/procfile.js");
for (let i = 0; i < +rounds; i++) {
  const start = process.hrtime.bigint();
  const count = Object.keys(loadProc(file)).length;
  console.log((Number(process.hrtime.bigint() - start) / 1e6).toFixed(3) + " " + count);
}' "$nf" "$file" "$rounds" | report node-foreman
else
  skip node-foreman 'npm install -g foreman, or set NF_LIB'
fi
