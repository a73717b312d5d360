#!/bin/bash
# fuzz.sh OUT SECONDS - runs every fuzz target of OUT for SECONDS each; what breaks one is left in OUT/fuzz and fails the run.
# Starts from tests/fuzz/seed, the files others found trouble with when they are at hand (GIAOBAN_SHARED, ../shared), and what earlier runs kept;
# with the words of tests/fuzz/dict.
out=${1:-build-fuzz} seconds=${2:-20} shared=${GIAOBAN_SHARED:-../shared}
# a page of text in a font, its table of places left out: poppler finds the objects by itself
seeds_pdf() {
    printf '%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n4 0 obj<</Length 78>>stream\nBT /F 12 Tf 72 700 Td (H\351i 12 su\312t) Tj 200 0 Td (38) Tj -200 -14 Td (x   9) Tj ET\nendstream endobj\n5 0 obj<</Type/Font/Subtype/TrueType/BaseFont/.VnTime/Encoding/WinAnsiEncoding>>endobj\ntrailer<</Root 1 0 R>>\n' >"$kept/seed"
}
# -timeout is on the clock, and others go before this on the processor: what never ends is found with any number
# one TARGET: runs it; its line and, when it broke, the end of its log
one() {
    local target=$1 name=${1##*/fuzz_} extra=() words=() own=() dict=none seed
    local kept=$out/fuzz/$name
    mkdir -p "$kept"
    case $name in
    odt) dict=xml.dict ;;
    xlsx) [ -d "$shared/corpora/xlsx" ] && extra=("$shared/corpora/xlsx"); dict=xml.dict ;;
    csv) dict=csv.dict ;;
    doc) dict=text.dict ;;
    directive) dict=directive.dict ;;
    docx) [ -d "$shared/corpora/docx" ] && extra=("$shared/corpora/docx"); dict=xml.dict ;;
    html) dict=html.dict ;;
    text | check) [ -d "$shared/eval/dev" ] && extra=("$shared/eval/dev" "$shared/seeds"); dict=text.dict ;;
    request) dict=http.dict ;;
    # poppler and leptonica are not ours: what they take their time with ends with the locked process
    pdf) dict=pdf.dict; own=(-timeout=60 -rss_limit_mb=3000); seeds_pdf ;;
    picture*) [ -d "$shared/corpora/png" ] && extra=("$shared/corpora/png"); dict=picture.dict; own=(-timeout=60 -rss_limit_mb=3000) ;;
    *) dict=none ;;
    esac
    case $name in check) seed=text ;; *) seed=$name ;; esac
    [ -d "tests/fuzz/seed/$seed" ] && extra+=("tests/fuzz/seed/$seed")
    [ -f "tests/fuzz/dict/$dict" ] && words=("-dict=tests/fuzz/dict/$dict")
    if "$target" -max_total_time="$seconds" -max_len=20000 -timeout=30 -rss_limit_mb=1024 -print_final_stats=1 "${own[@]}" "${words[@]}" \
        -artifact_prefix="$out/fuzz/$name-" "$kept" "${extra[@]}" >"$out/fuzz/$name.log" 2>&1; then
        echo "ok - $name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$out/fuzz/$name.log") inputs in $seconds seconds"
    else
        cp "$out/fuzz/$name.log" "$out/fuzz/$name-broken.log"                 # the next run begins a new log
        printf 'not ok - %s\n%s\n' "$name" "$(grep -m 1 -A 40 'ERROR: ' "$out/fuzz/$name.log" || tail -30 "$out/fuzz/$name.log")"
        return 1
    fi
}
# one more at a time than there are processors: the whole is shorter, and each still has its time on the clock
running=0 passed=0 failed=0
ended() { if wait -n; then passed=$((passed + 1)); else failed=$((failed + 1)); fi; running=$((running - 1)); }
for target in "$out"/tests/fuzz_*; do
    [ -x "$target" ] && [ "${target%.d}" = "$target" ] || continue
    [ "$running" -le "$(nproc)" ] || ended
    one "$target" &
    running=$((running + 1))
done
while [ "$running" -gt 0 ]; do ended; done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
