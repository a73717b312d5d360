#!/bin/bash
# same_pages.sh [OUT] - the scripts of tests/http played on SQLite and on PostgreSQL: every answer must be the same, byte for
# byte. Clock and chance stand still. Prints one closing line; GIAOBAN_TEST_SERVER: a server that runs already.
set -u
out=${1:-build}
dir=$(mktemp -d)
own=
server=${GIAOBAN_TEST_SERVER:-}
if [ -z "$server" ]; then
    own=$(tests/support/postgres.sh place)
    server=$(tests/support/postgres.sh start "$own")
fi
trap '[ -z "$own" ] || tests/support/postgres.sh stop "$own"; rm -rf "$dir"' EXIT
env -u GIAOBAN_TEST_DB "$out/tests/http/play" --record "$dir/sqlite" >"$dir/sqlite.tap" 2>"$dir/sqlite.log" &
GIAOBAN_TEST_DB=$server "$out/tests/http/play" --record "$dir/postgres" >"$dir/postgres.tap" 2>"$dir/postgres.log"
wait $!
asked=$(grep -ac '^> ' "$dir/sqlite")
for engine in sqlite postgres; do
    tail -1 "$dir/$engine.tap" | grep -q '^1\.\.' || { tail -20 "$dir/$engine.tap" "$dir/$engine.log"; echo "0 passed, 1 failed"; exit 1; }
done
if [ "$asked" -gt 100 ] && cmp -s "$dir/sqlite" "$dir/postgres"; then echo "$asked answers are the same"; echo "1 passed, 0 failed"; exit 0; fi
diff -a "$dir/sqlite" "$dir/postgres" | head -40
echo "$asked answers, and they differ"
echo "0 passed, 1 failed"
exit 1
