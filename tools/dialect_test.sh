#!/bin/bash
# dialect_test.sh - the dialect check must accept common SQL and catch each kind of breach. Prints TAP.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
tool=$(dirname "$0")/dialect.sh
n=0 failed=0
result() {
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $n - dialect: $2"; else failed=1; echo "not ok $n - dialect: $2"; fi
}
fresh() {
    rm -rf "$dir/src"
    mkdir -p "$dir/src/core/office" "$dir/src/store/schema"
    printf '%s\n' '-- PRAGMA and rowid may be named in a comment' 'CREATE TABLE unit (id BIGINT PRIMARY KEY, name TEXT NOT NULL, content BYTEA);' \
        >"$dir/src/store/schema/001_start.sql"
    printf '%s\n' 'static const char *x = "PRAGMA journal_mode";' >"$dir/src/store/db_sqlite.c"
    statement 'SELECT id, name FROM unit WHERE id = ?1 AND (?2 = '"''"' OR name <= ?2) ORDER BY name LIMIT 10'
}
statement() {
    printf '%s\n' 'static const struct sql sql[] = {' "    [GET] = { \"unit get\", \"$1\", SQL_READ }," '};' 'static const char *hint = "a || b?";' \
        >"$dir/src/core/office/unit.c"
}
breach() { # what, SQL, expected words
    fresh
    statement "$2"
    out=$("$tool" "$dir"); code=$?
    [ $code -ne 0 ] && grep -qF -- "src/core/office/unit.c:2: " <<<"$out" && grep -qF -- "$3" <<<"$out"
    result $? "$1 is caught"
}
fresh
"$tool" "$dir" >"$dir/out"
result $? "a tree of common SQL is accepted"
breach "INSERT OR" "INSERT OR IGNORE INTO unit VALUES (?1)" "INSERT OR"
breach "REPLACE INTO" "REPLACE INTO unit VALUES (?1)" "REPLACE INTO"
breach "a PRAGMA" "PRAGMA user_version" "PRAGMA"
breach "the clock of the database" "SELECT datetime('now')" "date function"
breach "strftime" "SELECT strftime('%Y', valid_from) FROM unit" "date function"
breach "IFNULL" "SELECT IFNULL(name, '') FROM unit" "IFNULL"
breach "GLOB" "SELECT id FROM unit WHERE name GLOB 'a*'" "GLOB"
breach "MATCH" "SELECT id FROM unit WHERE name MATCH ?1" "MATCH"
breach "rowid" "SELECT rowid FROM unit" "rowid"
breach "joining with ||" "SELECT code || id FROM unit" "||"
breach "a double-quoted value" 'SELECT id FROM unit WHERE name = \"x\"' "double-quoted"
breach "the larger of two values" "SELECT max(id, ?1) FROM unit" "write CASE"
breach "a bare parameter" "SELECT id FROM unit WHERE id = ?" "bare ?"
breach "IS with a value" "SELECT id FROM unit WHERE parent_id IS ?1" "IS with a value"
breach "group_concat" "SELECT group_concat(name) FROM unit" "only SQLite"
breach "COLLATE" "SELECT id FROM unit ORDER BY name COLLATE NOCASE" "COLLATE"
breach "LIMIT with a comma" "SELECT id FROM unit LIMIT 10, 20" "LIMIT a, b"
fresh
printf '%s\n' '#define COLUMNS "id, rowid"' >>"$dir/src/core/office/unit.c"
! "$tool" "$dir" >"$dir/out" && grep -q 'unit.c:5: rowid' "$dir/out"
result $? "a breach in a #define is caught"
fresh
printf '%s\n' 'CREATE TABLE post (id INTEGER PRIMARY KEY AUTOINCREMENT);' >>"$dir/src/store/schema/001_start.sql"
! "$tool" "$dir" >"$dir/out" && grep -q '001_start.sql:3: AUTOINCREMENT' "$dir/out"
result $? "a breach in a migration is caught"
exit $failed
