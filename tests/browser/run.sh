#!/bin/bash
# run.sh - starts the program on fresh sample databases and plays the stories in Chromium; ends with "N passed, N failed".
set -eu
cd "$(dirname "$0")"
[ -d node_modules/playwright-core ] && [ -d node_modules/axe-core ] || npm ci >/dev/null
log=$(mktemp)
trap 'rm -f "$log"' EXIT
all="stories reading dictionary admin notices people setup accounts units"
for stories in $all; do
    node "$stories.mjs" "../../${1:-build}" 2>&1 | tee -a "$log" | grep -vE '^[0-9]+ passed, [0-9]+ failed$' || true
done
# a program that broke off printed no closing line: that is a failure too
awk -v all="$(wc -w <<<"$all")" '/^[0-9]+ passed, [0-9]+ failed$/ { programs++; passed += $1; failed += $3 }
    END { failed += all - programs; print passed + 0 " passed, " failed " failed"; exit failed > 0 }' "$log"
