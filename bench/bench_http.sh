#!/bin/bash
# bench_http.sh OUT - requests a second of the consolidated page, for a signed-in person, on loopback.
# In the same run the rival serves the same bytes as a plain file: nginx when it is installed, else Python's http.server.
set -u
out=${1:-build}
seconds=${SECONDS_EACH:-5}
dir=$(mktemp -d)
server='' rival=''
trap '[ -n "$server" ] && kill $server; [ -n "$rival" ] && kill $rival; wait 2>/dev/null; rm -rf "$dir"' EXIT
"$out/giaoban" demo --db "$dir/db" >/dev/null 2>&1 || exit 1
mkfifo "$dir/says"
"$out/giaoban" serve --db "$dir/db" --port 0 --per-second 0 --per-client -1 >"$dir/says" 2>"$dir/log" &
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

measure() { # name, address, connections
    wrk -t 2 -c "$3" -d "${seconds}s" --latency -H "Cookie: gb=$cookie" "$2" >"$dir/wrk"
    awk -v name="$1" -v c="$3" '
        /Requests\/sec/ { rate = $2 } /50%/ { half = $2 } /99%/ { most = $2 } /Non-2xx/ { bad = $NF } /Socket errors/ { bad = $0 }
        END { printf "%-28s %4d connections %9.0f requests/s  median %s, 99%% %s%s\n", name, c, rate, half, most,
              bad ? "  WRONG: " bad : "" }' "$dir/wrk"
    awk '/Requests\/sec/ { print $2 }' "$dir/wrk" >"$dir/rate"
    ! grep -q 'Non-2xx' "$dir/wrk"
}
echo "consolidated page: $(wc -c <"$dir/www/page.html") bytes; wrk on the same $(nproc) cores"
measure "giaoban" "$page" 32 || exit 1
ours=$(cat "$dir/rate")
measure "giaoban" "$page" 256 || exit 1
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
awk -v x="$ours" -v y="$(cat "$dir/rate")" 'BEGIN { printf "ratio: %.2f\n", x / y }'
echo "memory after the run: $(awk '/^VmRSS/ { print int($2 / 1024) }' /proc/$server/status) MiB"
