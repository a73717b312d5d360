#!/bin/bash
# dialect.sh [ROOT] - SQL that only SQLite understands, where both engines must. Prints file:line of each breach.
#
# Looks inside string literals of the .c and .h files of src/core, src/pages and src/cli, and in the migrations without their
# comments. What PostgreSQL reads otherwise, or not at all, is on the list; so is ||, which joins numbers there only by an error.
set -u
cd "${1:-.}" || exit 2
LC_ALL=C awk '
BEGIN {
    n = 0
    ban("AUTOINCREMENT", "AUTOINCREMENT: ids come from db_next_id")
    ban("INSERT OR ", "INSERT OR: write ON CONFLICT")
    ban("UPDATE OR ", "UPDATE OR: write ON CONFLICT")
    ban("REPLACE INTO", "REPLACE INTO: write ON CONFLICT DO UPDATE")
    ban("PRAGMA", "PRAGMA: settings stand in src/store/db_sqlite.c")
    ban("sqlite_", "a table of SQLite itself")
    ban("(date|time|datetime|julianday|strftime|unixepoch) *\\(", "a date function: days and times are computed in C")
    ban("CURRENT_(TIME|DATE)", "the clock of the database: time comes from base/machine.h")
    ban("(IFNULL|ifnull|IIF|iif|ISNULL|NOTNULL) *\\(?", "IFNULL and its like: write coalesce or CASE")
    ban("GLOB ", "GLOB: search folded text with LIKE or ranges")
    ban(" MATCH ", "MATCH: full-text search belongs to src/store")
    ban("(^|[^a-z_])(rowid|ROWID|_rowid_|oid)([^a-z_]|$)", "rowid: every table has its own key")
    ban("(^|[^A-Za-z_])(STRICT|WITHOUT ROWID|WITHOUT)([^A-Za-z_]|$)", "an SQLite table option")
    ban("\\|\\|", "||: join text in C")
    ban("(group_concat|instr|printf|hex|quote|typeof|last_insert_rowid|changes|random|randomblob|zeroblob|json_each) *\\(", "a function that only SQLite has, or has otherwise")
    ban("(max|min|MAX|MIN)\\([^()]*,", "max or min of several values: write CASE")
    ban("COLLATE", "COLLATE: sort by a key column made by vn/")
    ban("\\\\\"", "a double-quoted word: values in single quotes, names bare")
    ban("`", "a back-quoted name")
    ban("==", "==: write =")
    ban("IS (NOT )?\\?", "IS with a value: only IS NULL is common to both")
    ban("LIMIT \\?[0-9]*,|LIMIT [0-9]+,", "LIMIT a, b: write LIMIT b OFFSET a")
    ban("\\?([^0-9]|$)", "a bare ?: parameters are numbered, ?1 ?2")
    ban("(^|[^A-Z])(BLOB|INTEGER|INT|DATETIME|REAL|DOUBLE|BOOLEAN)([^A-Z]|$)", "a type beyond BIGINT, TEXT and BYTEA")
}
function ban(pattern, why) { n++; patterns[n] = pattern; whys[n] = why }
function judge(text,    i) {
    for (i = 1; i <= n; i++)
        if (text ~ patterns[i]) { print FILENAME ":" FNR ": " whys[i]; bad = 1 }
}
FNR == 1 { migration = FILENAME ~ /\.sql$/; sql = 0 }
migration { sub(/--.*/, ""); judge($0); next }
# a statement stands between "struct sql NAME[] = {" and "};", and in a #define of text that begins like one
/struct sql [a-z_]+\[\] *= *\{|struct sql [a-z_]+ *= *\{/ { sql = 1 }
/^#define [A-Z_]+(\([a-z, ]*\))? / { define = 1 }
sql || define {
    # all literals of a line as one, so that "a" "b" is read together; the first of a row is its name
    rest = $0; text = ""; count = 0
    while (match(rest, /"([^"\\]|\\.)*"/)) {
        piece = substr(rest, RSTART + 1, RLENGTH - 2)
        gap = substr(rest, 1, RSTART - 1)
        rest = substr(rest, RSTART + RLENGTH)
        count++
        if (gap ~ /\{ *$/) continue
        text = text piece
    }
    if (count) judge(text)
}
/\};/ { sql = 0 }
define && !/\\$/ { define = 0 }
END { exit bad }
' $(find src/core src/pages src/cli -type f -name '*.[ch]' 2>/dev/null | LC_ALL=C sort) $(find src/store/schema -name '*.sql' 2>/dev/null | LC_ALL=C sort)
