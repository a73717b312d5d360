#!/bin/bash
# bench_start.sh GIAOBAN - from starting the program to its first page, and the memory it then rests in.
# Memory is of both processes, the keeper and the web, what they share counted twice. The first page is asked with curl, so its own start (about 10 ms) is in the time.
set -u
giaoban=${1:-build/giaoban}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
"$giaoban" demo --db "$dir/db" >/dev/null 2>&1 || exit 1
times=()
for _ in 1 2 3 4 5 6 7; do
    mkfifo "$dir/says"
    from=$(date +%s%N)
    "$giaoban" serve --db "$dir/db" --port 0 >"$dir/says" 2>/dev/null &
    server=$!
    read -r address <"$dir/says"
    [ "$(curl -s -o /dev/null -w '%{http_code}' "$address/dang-nhap")" = 200 ] || { echo "no page"; kill $server; exit 1; }
    times+=($((($(date +%s%N) - from) / 1000000)))
    status=(/proc/$server/status)              # its own and those of the processes it started
    for child in $(cat /proc/$server/task/$server/children); do status+=("/proc/$child/status"); done
    rest=$(awk '/^VmRSS/ { n += $2 } END { print n }' "${status[@]}")
    kill $server
    wait $server
    rm "$dir/says"
done
mapfile -t sorted < <(printf '%s\n' "${times[@]}" | sort -n)
printf 'start to first page, median of 7\t%s\tms (bar 100)\n' "${sorted[3]}"
printf 'start to first page, worst of 7\t%s\tms\n' "${sorted[6]}"
printf 'memory at rest\t%s\tMiB (bar 60)\n' $((rest / 1024))
[ "${sorted[3]}" -lt 100 ] && [ "$rest" -lt $((60 * 1024)) ]
