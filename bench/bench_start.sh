#!/bin/bash
# bench_start.sh OUT - from starting the program to its first page, and the memory it then rests in.
# The first page is asked with curl, so its own start (about 10 ms) is in the time.
set -u
out=${1:-build}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
"$out/giaoban" demo --db "$dir/db" >/dev/null 2>&1 || exit 1
times=()
for _ in 1 2 3 4 5 6 7; do
    mkfifo "$dir/says"
    from=$(date +%s%N)
    "$out/giaoban" serve --db "$dir/db" --port 0 >"$dir/says" 2>/dev/null &
    server=$!
    read -r address <"$dir/says"
    [ "$(curl -s -o /dev/null -w '%{http_code}' "$address/dang-nhap")" = 200 ] || { echo "no page"; kill $server; exit 1; }
    times+=($((($(date +%s%N) - from) / 1000000)))
    rest=$(awk '/^VmRSS/ { print $2 }' /proc/$server/status)
    kill $server
    wait $server
    rm "$dir/says"
done
mapfile -t sorted < <(printf '%s\n' "${times[@]}" | sort -n)
echo "start to first page: ${sorted[3]} ms (median of 7; ${sorted[0]} to ${sorted[6]}), bar 100"
echo "memory at rest: $((rest / 1024)) MiB, bar 60"
[ "${sorted[3]}" -lt 100 ] && [ "$rest" -lt $((60 * 1024)) ]
