#!/bin/bash
# run.sh - starts the program on fresh sample databases and plays the stories in Chromium, one program of them more at
# a time than there are processors, as each waits for half of its time; ends with "N passed, N failed".
set -eu
cd "$(dirname "$0")"
[ -d node_modules/playwright-core ] && [ -d node_modules/axe-core ] || npm ci >/dev/null
said=$(mktemp -d)
trap 'rm -rf "$said"' EXIT
# outage waits a whole minute of its own: it goes first and takes no place of the others
all="outage briefing reading room tasks stories people plan units accounts attend issued"         # the longest first
all="$all notices dictionary admin conclude setup city pack above"
# the first start and whole briefings on the other engine too
[ -z "${GIAOBAN_TEST_SERVER:-}" ] || all="briefing.postgresql $all city.postgresql setup.postgresql"
for stories in $all; do
    while [ "$(jobs -rp | grep -vcx "${outage:-0}")" -gt "$(nproc)" ]; do wait -n || true; done
    case $stories in *.postgresql) server=$GIAOBAN_TEST_SERVER ;; *) server= ;; esac
    GIAOBAN_TEST_DB=$server node "${stories%.*}.mjs" "../../${1:-build}" >"$said/$stories" 2>&1 &
    [ "$stories" != outage ] || outage=$!
done
wait
for stories in $all; do grep -vE '^[0-9]+ passed, [0-9]+ failed$' "$said/$stories" || true; done
# a program that broke off printed no closing line: that is a failure too
cat "$said"/* | awk -v all="$(wc -w <<<"$all")" '/^[0-9]+ passed, [0-9]+ failed$/ { programs++; passed += $1; failed += $3 }
    END { failed += all - programs; print passed + 0 " passed, " failed " failed"; exit failed > 0 }'
