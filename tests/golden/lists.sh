#!/bin/bash
# lists.sh [BUILD] - tables of the sample office, taken away as CSV, XLSX and JSON; the workbook, opened by LibreOffice, and the
# JSON, read by Python, must say what the CSV says, numbers as numbers and days as days, and nothing may be a formula. Ends with
# "N passed, N failed".
set -u
cd "$(dirname "$0")/../.."
program=$PWD/${1:-build}/giaoban
dir=$(mktemp -d)
passed=0 failed=0
check() { # NAME COMMAND...
    local name=$1; shift
    if "$@" >"$dir/said" 2>&1; then passed=$((passed + 1)); echo "ok - $name"; else failed=$((failed + 1)); echo "not ok - $name"; head -5 "$dir/said"; fi
}
"$program" demo --db "$dir/o.db" --test-cost >/dev/null 2>&1 || { echo "no sample office"; exit 1; }
"$program" serve --db "$dir/o.db" --port 0 --test-clock "2026-08-03 09:00" >"$dir/serve" 2>/dev/null &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$dir"' EXIT
for _ in $(seq 600); do grep -q ':[0-9]' "$dir/serve" && break; sleep 0.1; done
at=http://localhost:$(grep -o ':[0-9]*' "$dir/serve" | tail -1 | tr -d :)
ask() { curl -s -b "$dir/jar" -c "$dir/jar" "$@"; }
enter() { # LOG-IN JAR
    local token
    token=$(curl -s -c "$2" "$at/dang-nhap" | grep -o 'name="csrf" value="[^"]*"' | head -1 | cut -d'"' -f4)
    curl -s -b "$2" -c "$2" -o /dev/null --data-urlencode "csrf=$token" -d "ten=$1&mat-khau=mua-lua-chin-2026" "$at/dang-nhap"
}
enter hoaithu "$dir/jar"
enter anhduy "$dir/keeper"
# an office's own word that looks like a formula
token=$(ask "$at/tu-dien" | grep -o 'name="csrf" value="[^"]*"' | head -1 | cut -d'"' -f4)
ask -o /dev/null --data-urlencode "csrf=$token" --data-urlencode "tu==1+1 suất" --data-urlencode "nghia=@Khu phố 3" -d "loai=dia-ban" "$at/tu-dien"
for page in bao-cao tu-dien tinh-hinh-nop tong-hop dieu-hanh bao-cao/41/lich-su tong-hop/M7 thong-bao \
    quan-tri/tai-khoan quan-tri/nguoi quan-tri/don-vi; do
    name=$(tr / - <<<"$page") who=jar
    [ "${page%%/*}" != quan-tri ] || who=keeper
    for form in csv xlsx json; do
        check "$page is given as $form" bash -c '[ "$(curl -s -b "$1" -o "$2" -w "%{http_code}" "$3")" = 200 ]' _ "$dir/$who" "$dir/$name.$form" "$at/$page?xuat=$form"
    done
    check "$page as JSON says what its CSV says, under the names of docs/manual" python3 - "$dir/$name.csv" "$dir/$name.json" docs/manual/xuat-du-lieu.md <<'PY'
import csv, json, re, sys
ours = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig")))
j, told = json.load(open(sys.argv[2])), open(sys.argv[3]).read()
names = [c["ma"] for c in j["cot"]]
assert [c["ten"] for c in j["cot"]] == ours[0] and len(j["dong"]) == len(ours) - 1, (j["cot"], ours[0])
assert len(set(names)) == len(names) and all(f"`{n}`" in told for n in names), [n for n in names if f"`{n}`" not in told]
plain = lambda s: re.sub(r"^'(?=[=+\-@\t\r\n])", "", s)
def same(text, value):
    if value is None: return text == ""
    if isinstance(value, str): return plain(text) == value or text == value.replace("T", " ").replace("+07:00", "")
    return float(text) == value
for row, o in zip(ours[1:], j["dong"]):
    assert list(o) == names and all(map(same, row, o.values())), (row, o)
PY
done
check "a search without marks finds those with them, in the file too" bash -c 'curl -s -b "$1" "$2" | python3 -c "
import json, sys
found = [r[\"ten-dang-nhap\"] for r in json.load(sys.stdin)[\"dong\"]]
assert sorted(found) == [\"thibe\", \"vanloc\"], found"' _ "$dir/keeper" "$at/quan-tri/tai-khoan?tim=hoi+nong+dan&xuat=json"
for page in quan-tri/tai-khoan quan-tri/nguoi quan-tri/don-vi thong-bao; do
    check "$page says what to do when nothing is found" bash -c 'curl -s -b "$1" "$2" | grep -q "class=\"empty\"><p>Không có .*không cần dấu"' _ "$dir/keeper" "$at/$page?tim=zzz"
done
check "LibreOffice opens them" soffice -env:UserInstallation="file://$dir/home" --headless --convert-to csv:"Text - txt - csv (StarCalc)":44,34,76,1,,0,false,true,false --outdir "$dir/lo" "$dir"/*.xlsx
for name in "$dir"/*.xlsx; do
    name=$(basename "$name" .xlsx)
    check "the workbook $name says what its CSV says, and holds no formula" python3 - "$dir/$name.csv" "$dir/lo/$name.csv" "$dir/$name.xlsx" <<'PY'
import csv, re, sys, zipfile
plain = lambda s: re.sub(r"^'(?=[=+\-@\t\r\n])", "", s)
ours = [[plain(c) for c in r] for r in csv.reader(open(sys.argv[1], encoding="utf-8-sig"))]
theirs = list(csv.reader(open(sys.argv[2], encoding="utf-8-sig")))
head = next(i for i, r in enumerate(theirs) if [c for c in r if c] == ours[0])
def same(x, y):
    day = re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})( \d{2}:\d{2})?(:00)?", y)    # a cell of days, in LibreOffice's own order
    if day:
        y = f"{day[3]}-{day[1]}-{day[2]}{day[4] or ''}"
    return x == y or x == y.replace(",", "") or re.sub(r"\s+", " ", x) == re.sub(r"\s+", " ", y)
rows = theirs[head + 1:]
assert len(rows) == len(ours) - 1, (len(rows), len(ours))
for x, y in zip(ours[1:], rows):
    assert all(same(a, b) for a, b in zip(x, y)), (x, y)
sheet = zipfile.ZipFile(sys.argv[3]).read("xl/worksheets/sheet1.xml").decode()
assert "<f" not in sheet.replace("<fo", "") and 'state="frozen"' in sheet
PY
done
check "a word that looks like a formula is text in CSV" grep -qF "\"'=1+1 suất\",\"'@Khu phố 3\"" "$dir/tu-dien.csv"
check "and in the workbook" grep -qF "=1+1 suất" "$dir/lo/tu-dien.csv"
check "LibreOffice sets the list as a page" soffice -env:UserInstallation="file://$dir/home" --headless --convert-to pdf --outdir "$dir/lo" "$dir/bao-cao.xlsx"
check "with its title, whose it is and the columns" bash -c 'pdftotext -layout "$1" - | grep -q "Danh sách báo cáo" && pdftotext -layout "$1" - | grep -q "Phường Bến Lúa" && pdftotext -layout "$1" - | grep -q "Trạng thái"' _ "$dir/lo/bao-cao.pdf"
[ -z "${2:-}" ] || cp "$dir"/*.xlsx "$dir/lo/bao-cao.pdf" "$2"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
