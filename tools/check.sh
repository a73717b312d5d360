#!/bin/bash
# check.sh OUT - runs every test program of OUT and the checks of the source; prints one closing line.
out=${1:-build}
passed=0 failed=0
log=$out/check.log
: >"$log"
count() { # reads TAP
    local ok bad
    ok=$(grep -c '^ok ' "$1"); bad=$(grep -c '^not ok ' "$1")
    passed=$((passed + ok)) failed=$((failed + bad))
    grep '^not ok ' "$1"
}
one() { # NAME COMMAND... - a check that is right or wrong as a whole
    local name=$1; shift
    if "$@" >"$out/one.log" 2>&1; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "not ok - $name"; tail -40 "$out/one.log"; fi
    cat "$out/one.log" >>"$log"
}
# program PATH [MARK]: one test program; MARK is said behind the names of its tests
program() {
    local t=$1 code
    CMOCKA_MESSAGE_OUTPUT=TAP timeout 300 "$t" 2>>"$log" | sed "s/^\(ok .*\|not ok .*\)/\1${2:-}/" >"$out/one.tap"
    code=${PIPESTATUS[0]}
    cat "$out/one.tap" >>"$log"
    count "$out/one.tap"
    if [ "$code" -ne 0 ] && ! grep -q '^not ok ' "$out/one.tap"; then failed=$((failed + 1)); echo "not ok - $t ended with $code${2:-}"; fi
    grep -q '^ok \|^not ok ' "$out/one.tap" || { failed=$((failed + 1)); echo "not ok - $t ran no test${2:-}"; }
}
programs() { for t in "$out"/tests/*/*; do [ -x "$t" ] && [ ! -d "$t" ] && [ "${t%.d}" = "$t" ] && echo "$t"; done; }
# every program that has a database (it includes support/database.h) runs once more on PostgreSQL; one by hand:
#   export GIAOBAN_TEST_DB=$(tests/support/postgres.sh start FOLDER); build/tests/unit/test_total; tests/support/postgres.sh stop FOLDER
server=${GIAOBAN_TEST_SERVER:-}
if [ -z "$server" ]; then
    folder=$(tests/support/postgres.sh place)
    trap 'tests/support/postgres.sh stop "$folder"' EXIT
    server=$(tests/support/postgres.sh start "$folder")
fi
unset GIAOBAN_TEST_DB
for t in $(programs); do
    program "$t"
    grep -q 'tests/support/database\.h' "$t.d" || continue
    if [ -n "$server" ]; then GIAOBAN_TEST_DB=$server program "$t" ' (PostgreSQL)'
    else failed=$((failed + 1)); echo "not ok - $t on PostgreSQL: the server did not start"; fi
done
python3 tests/http/badinput.py "$out" >"$out/one.tap" 2>>"$log" || grep -q '^not ok ' "$out/one.tap" || { failed=$((failed + 1)); echo "not ok - tests/http/badinput.py broke off"; }
cat "$out/one.tap" >>"$log"
count "$out/one.tap"
/usr/bin/python3 tests/mail/mail.py "$out" >"$out/one.tap" 2>>"$log" || grep -q '^not ok ' "$out/one.tap" || { failed=$((failed + 1)); echo "not ok - tests/mail/mail.py broke off"; }
cat "$out/one.tap" >>"$log"
count "$out/one.tap"
for engine in "" "$server"; do # every address as everyone, on both engines
    GIAOBAN_TEST_DB=$engine python3 tests/access/access.py "$out" >"$out/one.tap" 2>>"$log" || grep -q '^not ok ' "$out/one.tap" ||
        { failed=$((failed + 1)); echo "not ok - tests/access/access.py broke off"; }
    cat "$out/one.tap" >>"$log"
    count "$out/one.tap"
done
python3 tests/oidc/test_oidc.py "$out" >"$out/one.tap" 2>>"$log" || grep -q '^not ok ' "$out/one.tap" || { failed=$((failed + 1)); echo "not ok - tests/oidc/test_oidc.py broke off"; }
cat "$out/one.tap" >>"$log"
count "$out/one.tap"
for t in tools/*_test.sh; do # tests of the tools themselves
    "$t" "$out/tools/tmplc" >"$out/one.tap" 2>>"$log"
    cat "$out/one.tap" >>"$log"
    count "$out/one.tap"
    grep -q '^ok ' "$out/one.tap" || { failed=$((failed + 1)); echo "not ok - $t ran no test"; }
done
for s in tools/layers.sh tools/style.sh tools/dialect.sh tools/audited.py; do [ -x $s ] && one "$s" $s; done
one "docs/schema.md is what giaoban schema prints" bash -c "diff <($out/giaoban schema) docs/schema.md"
one "docs/routes.md is what giaoban routes prints" bash -c "diff <($out/giaoban routes) docs/routes.md"
one "docs/policy.md is what giaoban policy prints" bash -c "diff <($out/giaoban policy) docs/policy.md"
one "docs/commands.md is what giaoban commands prints" bash -c "diff <($out/giaoban commands) docs/commands.md"
one "lang/en.po against the sentences of the source" tools/messages.sh --check
case $out in *-san) ;; *) one "the program is hardened" tools/hardening.sh "$out/giaoban" ;; esac
corpora=${GIAOBAN_SHARED:-../shared}/corpora
[ -d "$corpora" ] && one "every file of $corpora ends in a record or a refusal" tools/corpora.sh "$out" "$corpora"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
