#!/bin/bash
# formats.sh [BUILD] - one invented report as text, saved by LibreOffice as .odt, .docx, .doc, .fodt and .html, and its table as
# .xlsx, .csv and .odt: the same figures must come out of each. Ends with "N passed, N failed".
set -u
cd "$(dirname "$0")/../.."
program=$PWD/${1:-build}/giaoban
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
passed=0 failed=0
check() { # NAME COMMAND...
    local name=$1; shift
    if "$@" >"$dir/said" 2>&1; then passed=$((passed + 1)); echo "ok - $name"; else failed=$((failed + 1)); echo "not ok - $name"; head -20 "$dir/said"; fi
}
office() { # FILTER FORMAT FILE
    soffice -env:UserInstallation="file://$dir/lo" --headless --infilter="$1" --convert-to "$2" --outdir "$dir/out" "$3"
}
# What a figure says, without where it stands.
figures() {
    "$program" read --json "$1" | python3 -c '
import json, sys
r = json.loads(sys.stdin.readline())
for f in r.get("figures", []):
    print(*(f.get(k) for k in ("value", "unit", "approx", "item", "period", "sense", "actor", "cumulative", "change", "stock")), sep=" | ")'
}
same() { diff <(figures "$1") <(figures "$2"); }
some() { [ "$(figures "$1" | wc -l)" -eq "$2" ]; }
says() { "$program" read --json "$1" | python3 -c 'import json, sys; sys.exit(json.loads(sys.stdin.readline())["source"]["format"] != sys.argv[1])' "$2"; }

here=tests/golden/formats
check "the report has its figures as text" some $here/report.txt 20
check "the table has its figures as text" some $here/table.txt 16
mkdir "$dir/out"
check "LibreOffice saves the report as .odt" office "HTML (StarWriter)" odt $here/report.html
for format in docx "doc:MS Word 97" fodt html; do
    check "LibreOffice saves it as $format" office "" "$format" "$dir/out/report.odt"
done
for ending in odt docx doc fodt html; do
    check "the figures of report.$ending are those of the text" same $here/report.txt "$dir/out/report.$ending"
    kind=$ending
    [ $ending = fodt ] && kind=odt
    check "report.$ending is told to be $kind" says "$dir/out/report.$ending" $kind
    mv "$dir/out/report.$ending" "$dir/out/no-name-$ending"
    [ $ending = html ] || check "the same without its name" same $here/report.txt "$dir/out/no-name-$ending"
done
cp $here/table.csv "$dir/table.csv"
check "the figures of the .csv are those of the text" same $here/table.txt "$dir/table.csv"
check "LibreOffice saves the table as .xlsx" office "CSV:59,34,76,1,,1066,false,true" xlsx "$dir/table.csv"
check "the figures of the .xlsx are those of the text" same $here/table.txt "$dir/out/table.xlsx"
check "table.xlsx is told to be xlsx" says "$dir/out/table.xlsx" xlsx
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
