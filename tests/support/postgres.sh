#!/bin/bash
# postgres.sh place | start FOLDER | crash FOLDER | again FOLDER | stop FOLDER - a PostgreSQL 15 server for tests: in FOLDER, on a socket there, no TCP.
#
# place makes a folder for it and says where. start prints the address of its database "postgres": GIAOBAN_TEST_DB=$(tests/support/postgres.sh start FOLDER) and every
# database test runs on it. Settings of safety stay on, as the program refuses a server without them; FOLDER in memory
# (/dev/shm) makes that cheap; nothing is kept for a second server (wal_level). initdb refuses root, so root hands the server to the user postgres.
set -eu
act=$1 folder=${2:-}
if [ "$act" = place ]; then
    # in memory when there is room for a server and its tests
    free=$(df --output=avail -k /dev/shm 2>/dev/null | tail -1)
    [ "${free:-0}" -gt 2000000 ] && [ -w /dev/shm ] && mktemp -d /dev/shm/giaoban-pg.XXXXXX || mktemp -d /tmp/giaoban-pg.XXXXXX
    exit
fi
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -x "$bin/initdb" ] || { echo "there is no PostgreSQL server: install postgresql-15" >&2; exit 1; }
as() { if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi; }
case $act in
start)
    mkdir -p "$folder"
    chmod 700 "$folder"
    [ "$(id -u)" -ne 0 ] || chown postgres "$folder"
    cd "$folder"
    # C.UTF-8 would do; the server's own databases stand in another order than ours need, to see that nothing leans on them
    LC_ALL=C as "$bin/initdb" -D "$folder/data" -U giaoban -A trust --encoding=UTF8 --locale=C.UTF-8 --no-sync --no-instructions >"$folder/initdb.log" 2>&1 ||
        { cat "$folder/initdb.log" >&2; exit 1; }
    cat >>"$folder/data/postgresql.conf" <<END
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 120
autovacuum = off
max_wal_size = 1GB
wal_level = minimal
max_wal_senders = 0
END
    as "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 start >"$folder/start.log" 2>&1 ||
        { cat "$folder/start.log" "$folder/log" >&2; exit 1; }
    echo "postgresql:///postgres?host=$folder&user=giaoban"
    ;;
crash) # as when the power goes
    cd "$folder"
    as "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1
    ;;
again)
    cd "$folder"
    as "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 start >"$folder/start.log" 2>&1
    ;;
stop)
    cd "$folder" 2>/dev/null || exit 0
    as "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || :
    cd /
    rm -rf "$folder"
    ;;
*) echo "place, start, crash, again or stop" >&2; exit 2 ;;
esac
