#!/bin/bash
# bench_postgres.sh GIAOBAN - acknowledged writes on PostgreSQL beside SQLite, both on this disk, and how one stands to the other.
set -eu
bench=$(dirname "$1")/bench/bench_store
here=$(dirname "$0")
folder=$(mktemp -d "$PWD/bench-pg.XXXXXX")
trap '"$here/../tests/support/postgres.sh" stop "$folder"' EXIT
chmod 711 "$folder"
server=$("$here/../tests/support/postgres.sh" start "$folder")
lite=$("$bench")
far=$("$bench" "${server/\/postgres?//bench?}&files=$folder/bench")
echo "$far"
paste <(echo "$lite") <(echo "$far") | awk -F'\t' '{ printf "%s against SQLite\t%.2f\ttimes\n", $4, $5 / $2 }'
