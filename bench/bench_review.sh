#!/bin/bash
# bench_review.sh GIAOBAN - the review screen of a report with 60 figures in 400 lines: opening it (bar 100 ms), confirming
# a figure and getting the next screen, confirming all sure figures at once. By the clock, on loopback, all of it: log-in
# checked, figures, warnings and slips found anew, page made and sent.
set -u
giaoban=${1:-build/giaoban}
dir=$(mktemp -d)
server=''
trap '[ -n "$server" ] && kill $server; wait 2>/dev/null; rm -rf "$dir"' EXIT
"$giaoban" demo --db "$dir/db" >/dev/null 2>&1 || exit 1
mkfifo "$dir/says"
"$giaoban" serve --db "$dir/db" --port 0 --per-second 0 --per-client -1 >"$dir/says" 2>"$dir/log" &
server=$!
read -r address <"$dir/says"
ask() { curl -s -c "$dir/jar" -b "$dir/jar" "$@"; }
field() { grep -o "name=\"$1\" value=\"[^\"]*\"" "$2" | head -1 | cut -d'"' -f4; }

ask "$address/dang-nhap" >"$dir/page"
ask -o /dev/null --data-urlencode "csrf=$(field csrf "$dir/page")" --data-urlencode "ten=${BENCH_LOGIN:-thisen}" \
    --data-urlencode "mat-khau=${BENCH_PASSWORD:-mua-lua-chin-2026}" "$address/dang-nhap"
awk 'BEGIN {
    split("suất quà|buổi tuyên truyền|cây xanh|thẻ bảo hiểm y tế|phần học bổng|bộ quần áo", thing, "|")
    split("Hội đã trao|Ban Thường vụ tổ chức|Hội viên trồng được|Hội vận động tặng|Các chi hội trao|Hội gom tặng", deed, "|")
    print "BÁO CÁO\nKết quả công tác Hội"
    for (i = 0; i < 398; i++)
        if (i % 6 == 2 && n < 60) { k = n % 6 + 1; printf "%s %d %s tại khu phố %d.\n", deed[k], 11 + 7 * n, thing[k], n % 9 + 1; n++ }
        else print "Ban Chấp hành phân công từng đồng chí theo dõi địa bàn và báo cáo kết quả đúng hạn."
}' >"$dir/report.txt"
ask "$address/bao-cao/moi" >"$dir/page"
report=$(ask -o "$dir/answer" -w '%{redirect_url}' -F "csrf=$(field csrf "$dir/page")" -F "key=$(field key "$dir/page")" \
    -F "ky=$(date +%Y-%m)" -F "tep=@$dir/report.txt" "$address/bao-cao/moi")
[ -n "$report" ] || { echo "the report was refused" >&2; exit 1; }

median() { sort -n "$1" | awk '{ t[NR] = $1 } END { printf "%s\t%.1f\tms\n%s\t%.1f\tms\n", what, t[int((NR + 1) / 2)] * 1000, worst, t[NR] * 1000 }' \
    what="$2" worst="$3"; }
ask -o "$dir/page" "$report"
printf 'review of a report\t%s\tfigures\n' "$(grep -c 'class="item' "$dir/page")"
printf 'review of a report\t%s\tlines\n' "$(grep -c 'data-at=' "$dir/page")"
printf 'review of a report\t%s\tbytes\n' "$(wc -c <"$dir/page")"
for _ in $(seq 41); do ask -o /dev/null -w '%{time_total}\n' "$report"; done >"$dir/times"
median "$dir/times" "opening the review, median of 41 (bar 100)" "opening the review, worst of 41"
token=$(field csrf "$dir/page")
for n in $(seq 11); do
    ask -L -o /dev/null -w '%{time_total}\n' --data "csrf=$token&ban=$(grep -A3 "so-lieu/$n/xac-nhan" "$dir/page" | field ban -)" \
        "$report/so-lieu/$n/xac-nhan"
done >"$dir/times"
median "$dir/times" "confirming a figure and the next screen, median of 11" "confirming a figure and the next screen, worst of 11"
ask "$report?nhom=1" >"$dir/page"
picks=$(field cac-so "$dir/page")
ask -o /dev/null -w '%{time_total} %{http_code}\n' --data "csrf=$token" --data-urlencode "cac-so=$picks" "$report/xac-nhan-nhom" |
    awk -v n="$(tr '.' '\n' <<<"$picks" | wc -l)" '{ if ($2 != 303) exit 1; printf "confirming %d sure figures at once\t%.1f\tms\n", n, $1 * 1000 }'
