#!/bin/bash
# audited_test.sh - the check of audited writes finds a write without audit, and passes one with it.
set -u
cd "$(dirname "$0")/.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir -p "$dir/src/core/office"
cp src/core/office/audit_words.c "$dir/src/core/office/"
n=0
try() { # NAME WANTED-STATUS WANTED-WORDS BODY-OF-JOB
    n=$((n + 1))
    cat >"$dir/src/core/office/thing.c" <<C
enum { GET, PUT };
static const struct sql sql[] = {
    [GET] = { "thing get", "SELECT 1", SQL_READ },
    [PUT] = { "thing put", "UPDATE thing SET x = 1", SQL_WRITE },
};
static error note(struct arena *a, struct db *db)
{
    return audit_add(a, db, NULL, "setting.change", "setting", 1, S(""), S(""));
}

static error thing_job(struct arena *a, struct db *db, void *arg)
{
    $4
}

error thing_do(struct arena *a, struct store *s)
{
    return db_write(a, s, thing_job, NULL);
}
C
    said=$(sed 's/^NOT_AUDITED = {$/NOT_AUDITED = {} if 1 else {/' tools/audited.py | python3 - "$dir")
    status=$?
    if [ $status -eq "$2" ] && grep -qF -- "$3" <<<"$said"; then echo "ok $n - $1"; else echo "not ok $n - $1"; echo "# $said"; fi
}
try "a write that reaches the audit through another function is right" 0 " 0 breaches" 'TRY(rows_end(db_run(a, db, \&sql, PUT))); return note(a, db);'
try "a write without audit is found" 1 "thing_job writes and leaves nothing in the audit" 'struct rows *r = db_run(a, db, \&sql, PUT); return rows_end(r);'
try "a job that only reads needs none" 0 " 0 breaches" 'note(a, db); return rows_end(db_run(a, db, \&sql, GET));'
try "an act without words is found" 1 "“thing.eat” has no words" 'return audit_add(a, db, NULL, "thing.eat", "setting", 1, S(""), S(""));'
