#!/bin/bash
# fuzz.sh OUT SECONDS - runs every fuzz target of OUT for SECONDS each; what breaks one is left in OUT/fuzz and fails the run.
# Starts from the files others found trouble with, when they are at hand (GIAOBAN_SHARED, ../shared), and from what earlier runs kept.
out=${1:-build-fuzz} seconds=${2:-20} shared=${GIAOBAN_SHARED:-../shared} bad=0
for target in "$out"/tests/fuzz_*; do
    [ -x "$target" ] && [ "${target%.d}" = "$target" ] || continue
    name=${target##*/fuzz_}
    kept=$out/fuzz/$name extra=() words=()
    mkdir -p "$kept"
    case $name in
    odt) dict=xml.dict ;;
    xlsx) [ -d "$shared/corpora/xlsx" ] && extra=("$shared/corpora/xlsx"); dict=xml.dict ;;
    csv) dict=csv.dict ;;
    doc) dict=utf8.dict ;;
    docx) [ -d "$shared/corpora/docx" ] && extra=("$shared/corpora/docx"); dict=xml.dict ;;
    html) dict=html.dict ;;
    text) [ -d "$shared/eval/dev" ] && extra=("$shared/eval/dev" "$shared/seeds"); dict=utf8.dict ;;
    request) dict=http.dict ;;
    *) dict=none ;;
    esac
    [ -d "tests/fuzz/seed/$name" ] && extra+=("tests/fuzz/seed/$name")
    [ -f "$shared/corpora/dict/$dict" ] && words=("-dict=$shared/corpora/dict/$dict")
    if "$target" -max_total_time="$seconds" -max_len=20000 -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 "${words[@]}" \
        -artifact_prefix="$out/fuzz/$name-" "$kept" "${extra[@]}" >"$out/fuzz/$name.log" 2>&1; then
        echo "ok - $name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$out/fuzz/$name.log") inputs in $seconds seconds"
    else
        bad=1
        echo "not ok - $name"
        tail -30 "$out/fuzz/$name.log"
    fi
done
exit $bad
