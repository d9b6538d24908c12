#!/bin/sh
# What it costs that a run can be asked: the time to the first child and the memory with ten processes, without a socket, with one that
# nobody asks, and with one that is asked; the time of an answer; a thousand readers that wait for events. Of the native command.
# Needs curl and python3. Usage: benchmarks/operating.sh [ROUNDS]
set -eu
rounds=${1:-10}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
run=
trap '[ -z "$run" ] || kill "$run" 2>/dev/null || true; rm -rf "$work"' EXIT

dotnet publish "$here/../src/Procfile.Tool" -c Release -r "linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" -o "$work/native" -v q -nologo >"$work/build" || { cat "$work/build"; exit 1; }
procfile=$work/native/procfile
cd "$work"

median() { sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }
memory() { awk '/^Pss:/ { printf "%.1f MB", $2 / 1024 }' "/proc/$run/smaps_rollup"; }
threads() { ls "/proc/$run/task" | wc -l; }
ask() { curl -sf --unix-socket s -H 'Content-Type: application/json' "http://localhost/api/$@"; }

# Starts a run in the background and waits until all of its processes run.
begin() {
  "$procfile" start -f Procfile "$@" >out 2>&1 &
  run=$!
  while [ "$(grep -c 'started (pid' out)" -lt "$processes" ]; do sleep 0.05; done
  sleep 1
}

end() {
  kill "$run"
  wait "$run" || true
  run=
}

echo 'start to the first instruction of the first child, ms, median'
printf 'web: date +%%s%%N >first; exec sleep 1000\n' >Procfile
for choice in '--no-socket' '--socket s' '--socket s --http 127.0.0.1:0'; do
  for _ in $(seq "$rounds"); do
    rm -f first
    begun=$(date +%s%N)
    "$procfile" start -f Procfile $choice >out 2>&1 &
    run=$!
    while ! [ -s first ]; do sleep 0.01; done
    echo $((($(cat first) - begun) / 1000))
    end
  done | median | awk -v choice="$choice" '{ printf "  %-32s %6.1f\n", choice, $1 / 1000 }'
done

echo 'memory (PSS) and threads with 10 processes'
printf 'web: exec sleep 1000\n' >Procfile
processes=10
begin -m web=10 --no-socket
printf '  %-32s %8s, %s threads\n' '--no-socket' "$(memory)" "$(threads)"
end
begin -m web=10 --socket s
printf '  %-32s %8s, %s threads\n' 'a socket that nobody asks' "$(memory)" "$(threads)"
ask snapshot >snapshot
printf '  %-32s %8s, %s threads\n' 'asked once' "$(memory)" "$(threads)"
for _ in $(seq 200); do ask snapshot >snapshot; done
printf '  %-32s %8s, %s threads\n' 'asked 200 times' "$(memory)" "$(threads)"
ask scale -d '{"formation": "web=+1"}' >result
curl -sN --unix-socket s http://localhost/api/events >events &
reader=$!
sleep 1
printf '  %-32s %8s, %s threads\n' 'scaled, and one reads events' "$(memory)" "$(threads)"
kill "$reader"
end

echo 'an answer with 500 processes, ms, median'
processes=500
begin -m web=500 --socket s
ask snapshot >snapshot
for _ in $(seq "$rounds"); do curl -sf --unix-socket s -o snapshot -w '%{time_total}\n' http://localhost/api/snapshot; done | median | awk '{ printf "  %-32s %6.1f\n", "api/snapshot", $1 * 1000 }'
for _ in $(seq "$rounds"); do
  begun=$(date +%s%N)
  "$procfile" ps -f Procfile --socket s >table
  echo $((($(date +%s%N) - begun) / 1000))
done | median | awk '{ printf "  %-32s %6.1f\n", "procfile ps", $1 / 1000 }'
end

echo 'a thousand readers of events, 10 processes'
processes=10
begin -m web=10 --socket s
ask snapshot >snapshot
before=$(memory)
python3 - "$run" <<'PYTHON'
import os, socket, sys, time
def used():
    fields = open(f'/proc/{sys.argv[1]}/stat').read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')
clients = []
for _ in range(1000):
    client = socket.socket(socket.AF_UNIX)
    client.connect('s')
    client.sendall(b'GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n')
    clients.append(client)
for client in clients:
    while b'retry' not in client.recv(65536):
        pass
before = used()
time.sleep(10)
idle = used() - before
begun, before = time.monotonic(), used()
asked = socket.socket(socket.AF_UNIX)
asked.connect('s')
body = b'{"formation": "web=11", "wait": false}'
asked.sendall(b'POST /api/scale HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n' % len(body) + body)
for client in clients:
    text = b''
    while b'web.11 started' not in text:
        text += client.recv(65536)
print(f'  waiting: {idle * 10:.1f} % of a processor; a change reaches all in {(time.monotonic() - begun) * 1000:.0f} ms, {(used() - before) * 1000:.0f} ms of processor')
for line in open(f'/proc/{sys.argv[1]}/smaps_rollup'):
    if line.startswith('Pss:'):
        print(f'  memory: {int(line.split()[1]) / 1024:.1f} MB', end='')
PYTHON
echo " ($before before)"
end
