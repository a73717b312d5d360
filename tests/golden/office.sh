#!/bin/bash
# office.sh [BUILD] - the consolidated report of the sample office in every layout and format, and what is refused; how it is set
# is for papers.py. Ends with "N passed, N failed".
set -u
cd "$(dirname "$0")/../.."
program=$PWD/${1:-build}/giaoban
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
passed=0 failed=0
check() { # NAME COMMAND...
    local name=$1; shift
    if "$@" >"$dir/said" 2>&1; then passed=$((passed + 1)); echo "ok - $name"; else failed=$((failed + 1)); echo "not ok - $name"; head -5 "$dir/said"; fi
}
has() { grep -qF -- "$2" "$1"; }
"$program" demo --db "$dir/o.db" --test-cost >/dev/null 2>&1 || { echo "no sample office"; exit 1; }
for layout in state party youth; do
    for format in docx pdf html; do
        check "$layout $format is written" "$program" brief --db "$dir/o.db" --unit 99901 --period 2026-Q2 --layout $layout --format $format -o "$dir/$layout.$format"
    done
    pdftotext "$dir/$layout.pdf" "$dir/pdf.txt"
    python3 -m zipfile -e "$dir/$layout.docx" "$dir/$layout" && sed 's/<[^>]*>//g' "$dir/$layout/word/document.xml" >"$dir/docx.txt"
    for word in "Hội Liên hiệp Phụ nữ" "quý II" "2026" "BÁO CÁO"; do
        check "the $layout PDF says “$word”" has "$dir/pdf.txt" "$word"
        check "the $layout .docx says “$word”" has "$dir/docx.txt" "$word"
    done
done
check "the state layout has the national heading" has <(pdftotext "$dir/state.pdf" -) "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
check "the Party layout has the Party's heading" has <(pdftotext "$dir/party.pdf" -) "ĐẢNG CỘNG SẢN VIỆT NAM"
check "the youth layout has the Union's heading" has <(pdftotext "$dir/youth.pdf" -) "ĐOÀN TNCS HỒ CHÍ MINH"
check "the figures are there as JSON" bash -c '"$1" brief --db "$2" --unit 99901 --period 2026-Q2 --format json -o "$3" && python3 -m json.tool "$3"' _ "$program" "$dir/o.db" "$dir/o.json"
for wrong in "--unit 00000 --period 2026-Q2" "--unit 99901 --period 2026-Q5" "--unit 99901" "--unit 99901 --period 2026-Q2 --layout none"; do
    check "refused with a sentence: $wrong" bash -c '! "$1" brief --db "$2" $3 --format pdf -o "$4" 2>"$4.said" && [ -s "$4.said" ] && [ ! -e "$4" ]' _ "$program" "$dir/o.db" "$wrong" "$dir/no.pdf"
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
