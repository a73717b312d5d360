#!/bin/bash
# run.sh OUT - every measurement, one after another, with the machine and the commit they belong to.
out=${1:-build}
failed=0
echo "commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown), $(date -u +%Y-%m-%d), $(nproc) cores," \
     "$(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs)"
for b in bench/bench_*.sh "$out"/bench/bench_*; do
    case $b in *.d) continue ;; esac
    [ -x "$b" ] || continue
    echo "== $(basename "$b")"
    "$b" "$out" || { failed=1; echo "$(basename "$b") did not reach its bar"; }
done
exit $failed
