#!/bin/bash
# bench_http.sh GIAOBAN - requests a second of the consolidated page, for a signed-in person, on loopback.
# In the same run the rival serves the same bytes as a plain file: nginx when it is installed, else Python's http.server.
set -u
giaoban=${1:-build/giaoban}
seconds=${SECONDS_EACH:-5}
dir=$(mktemp -d)
server='' rival=''
trap '[ -n "$server" ] && kill $server; [ -n "$rival" ] && kill $rival; wait 2>/dev/null; rm -rf "$dir"' EXIT
"$giaoban" demo --db "$dir/db" >/dev/null 2>&1 || exit 1
mkfifo "$dir/says"
"$giaoban" serve --db "$dir/db" --port 0 --per-second 0 --per-client -1 >"$dir/says" 2>"$dir/log" &
server=$!
read -r address <"$dir/says"

jar=$dir/jar
token=$(curl -s -c "$jar" -b "$jar" "$address/dang-nhap" | grep -o 'name="csrf" value="[^"]*"' | head -1 | cut -d'"' -f4)
curl -s -o /dev/null -c "$jar" -b "$jar" --data-urlencode "csrf=$token" --data-urlencode "ten=${BENCH_LOGIN:-giahan}" \
    --data-urlencode "mat-khau=${BENCH_PASSWORD:-mua-lua-chin-2026}" "$address/dang-nhap"
page="$address/tong-hop?ky=2026-Q2"
mkdir "$dir/www"
[ "$(curl -s -b "$jar" -o "$dir/www/page.html" -w '%{http_code}' "$page")" = 200 ] || { echo "no consolidated page"; exit 1; }
cookie=$(awk '$6 == "gb" { print $7 }' "$jar")

measure() { # name, address, connections, more for wrk
    wrk -t 2 -c "$3" -d "${seconds}s" --timeout 10s --latency -H "Cookie: gb=$cookie" "${@:4}" "$2" >"$dir/wrk"
    awk -v name="$1, $3 connections" '/Requests\/sec/ { rate = $2 } $1 == "50%" { half = $2 } $1 == "99%" { most = $2 }
        END { printf "%s\t%.0f\trequests/s (median %s, 99%% %s)\n", name, rate, half, most }' "$dir/wrk"
    awk '/Requests\/sec/ { print $2 }' "$dir/wrk" >"$dir/rate"
    ! grep -E 'Non-2xx|Socket errors' "$dir/wrk" >&2
}
printf 'consolidated page\t%s\tbytes\n' "$(wc -c <"$dir/www/page.html")"
# An address of its own each time, so that no page is one that was kept.
printf 'local n = 0\nrequest = function() n = n + 1; return wrk.format("GET", wrk.path .. "&lan=" .. n) end\n' >"$dir/anew.lua"
measure "consolidated page made anew" "$page" 32 -s "$dir/anew.lua" || exit 1
measure "consolidated page" "$page" 32 || exit 1
ours=$(cat "$dir/rate")
measure "consolidated page" "$page" 256 || exit 1
port=$((20000 + RANDOM % 20000))
if command -v nginx >/dev/null; then
    printf 'daemon off; pid %s/pid; error_log /dev/null; events {}\nhttp { access_log off; server { listen 127.0.0.1:%d; root %s; } }\n' \
        "$dir" "$port" "$dir/www" >"$dir/nginx.conf"
    nginx -c "$dir/nginx.conf" 2>/dev/null &
    name="nginx, the page as a file"
else
    python3 -m http.server --bind 127.0.0.1 --directory "$dir/www" "$port" >/dev/null 2>&1 &
    name="python http.server, a file"
fi
rival=$!
for _ in $(seq 50); do curl -s -o /dev/null "http://127.0.0.1:$port/page.html" && break; sleep 0.1; done
measure "$name" "http://127.0.0.1:$port/page.html" 32
awk -v x="$ours" -v y="$(cat "$dir/rate")" 'BEGIN { printf "consolidated page against the file\t%.2f\ttimes\n", x / y }'
status=(/proc/$server/status)                  # its own and those of the processes it started
for child in $(cat /proc/$server/task/$server/children); do status+=("/proc/$child/status"); done
printf 'memory after the run\t%s\tMiB\n' "$(awk '/^VmRSS/ { n += $2 } END { print int(n / 1024) }' "${status[@]}")"
