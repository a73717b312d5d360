#!/bin/bash
# office.sh [BUILD] - the consolidated report of the sample office, opened by other programs: Word's format through LibreOffice,
# PDF through poppler. Ends with "N passed, N failed".
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
"$program" demo --db "$dir/o.db" >/dev/null 2>&1 || { echo "no sample office"; exit 1; }
pages() { pdfinfo "$1" | awk '/^Pages:/ {print $2}'; }
near() { local d=$(($1 - $2)); [ ${d#-} -le 1 ]; }
for layout in state party; do
    for format in docx pdf html; do
        check "$layout $format is written" "$program" brief --db "$dir/o.db" --unit 99901 --period 2026-Q2 --layout $layout --format $format -o "$dir/$layout.$format"
    done
    check "LibreOffice opens the $layout .docx" soffice -env:UserInstallation="file://$dir/lo" --headless --convert-to pdf --outdir "$dir/lo-$layout" "$dir/$layout.docx"
    lo=$dir/lo-$layout/$layout.pdf
    check "the $layout .docx and PDF have the same pages, within one" near "$(pages "$lo")" "$(pages "$dir/$layout.pdf")"
    pdftotext "$dir/$layout.pdf" "$dir/pdf.txt"; pdftotext "$lo" "$dir/docx.txt"
    for word in "Hội Liên hiệp Phụ nữ" "quý II" "2026" "BÁO CÁO"; do
        check "the $layout PDF says “$word”" has "$dir/pdf.txt" "$word"
        check "the $layout .docx says “$word”" has "$dir/docx.txt" "$word"
    done
    pdfinfo "$dir/$layout.pdf" >"$dir/info"
    check "the $layout PDF is tagged" grep -q '^Tagged: *yes' "$dir/info"
    check "the $layout PDF is A4" grep -q 'A4' "$dir/info"
    check "the $layout PDF embeds its fonts" bash -c 'pdffonts "$1" | awk "NR>2 && \$(NF-4)!=\"yes\"{bad=1} END{exit bad}"' _ "$dir/$layout.pdf"
done
check "the state layout has the national heading" has <(pdftotext "$dir/state.pdf" -) "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
check "the Party layout has the Party's heading" has <(pdftotext "$dir/party.pdf" -) "ĐẢNG CỘNG SẢN VIỆT NAM"
check "the figures are there as JSON" bash -c '"$1" brief --db "$2" --unit 99901 --period 2026-Q2 --format json -o "$3" && python3 -m json.tool "$3"' _ "$program" "$dir/o.db" "$dir/o.json"
for wrong in "--unit 00000 --period 2026-Q2" "--unit 99901 --period 2026-Q5" "--unit 99901"; do
    check "refused with a sentence: $wrong" bash -c '! "$1" brief --db "$2" $3 --format pdf -o "$4" 2>"$4.said" && [ -s "$4.said" ] && [ ! -e "$4" ]' _ "$program" "$dir/o.db" "$wrong" "$dir/no.pdf"
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
