#!/bin/bash
# bench.sh OUT - runs every benchmark of OUT and bench/bench_*.sh; shows the numbers and adds them to bench/record.tsv.
# A benchmark gets the path of giaoban and prints "name<TAB>number<TAB>unit" a line; it fails by its exit code.
out=${1:-build}
record=$(dirname "$0")/record.tsv
machine="$(nproc) x $(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -1)"
commit=$(git rev-parse --short HEAD 2>/dev/null || echo none)$(git diff --quiet HEAD 2>/dev/null || echo +)
today=$(date +%F)
bad=0
[ -f "$record" ] || printf 'date\tcommit\tmachine\tname\tnumber\tunit\n' >"$record"
for b in "$out"/bench/bench_* "$(dirname "$0")"/bench_*.sh; do
    [ -x "$b" ] && [ ! -d "$b" ] && [ "${b%.d}" = "$b" ] || continue
    echo "${b##*/}"
    numbers=$("$b" "$out/giaoban") || { bad=1; echo "  failed, or under its bar"; }
    while IFS=$'\t' read -r name number unit; do
        [ -n "$unit" ] || continue
        printf '  %-40s %12s %s\n' "$name" "$number" "$unit"
        printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$today" "$commit" "$machine" "$name" "$number" "$unit" >>"$record"
    done <<<"$numbers"
done
exit $bad
