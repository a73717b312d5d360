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
# start NAME [VARIABLE=VALUE] COMMAND...: a test program in the background, two more at a time than there are processors, as many of them
# wait for something; what it says and how it ended are kept under its number
taps=$(mktemp -d) started=0
start() {
    local name=$1 tap=$taps/$((++started)); shift
    while [ "$(jobs -rp | wc -l)" -ge $(($(nproc) + 2)) ]; do wait -n; done
    echo "$name" >"$tap.name"
    (TIMEFORMAT="# $name took %R s, %U + %S s of processor"
        { time env CMOCKA_MESSAGE_OUTPUT=TAP "$@" >"$tap" 2>"$tap.words"; echo $? >"$tap.code"; } 2>"$tap.took") &
}
# ended: waits for all and counts, in the order in which they were started
ended() {
    local i tap name code
    wait
    for ((i = 1; i <= started; i++)); do
        tap=$taps/$i name=$(cat "$taps/$i.name") code=$(cat "$taps/$i.code" 2>/dev/null || echo none)
        [ "${name% (PostgreSQL)}" = "$name" ] || sed -i 's/^\(ok .*\|not ok .*\)/\1 (PostgreSQL)/' "$tap"
        cat "$tap.words" "$tap" "$tap.took" >>"$log"
        count "$tap"
        if [ "$code" != 0 ] && ! grep -q '^not ok ' "$tap"; then failed=$((failed + 1)); echo "not ok - $name ended with $code"; fi
        grep -q '^ok \|^not ok ' "$tap" || { failed=$((failed + 1)); echo "not ok - $name ran no test"; }
    done
    rm -rf "$taps"
}
# the longest first, so that none of them is left alone at the end
long="fault/fault_store unit/test_scan_queue unit/test_audit unit/test_backup unit/test_contents http/play"
programs() {
    for t in $(printf "$out/tests/%s " $long) "$out"/tests/*/*; do
        [ -x "$t" ] && [ ! -d "$t" ] && [ "${t%.d}" = "$t" ] && echo "$t"
    done | awk '!seen[$0]++'
}
# every program that has a database (it includes support/database.h) runs once more on PostgreSQL; under sanitizers those about the
# store alone, as the others ask the same code the same things; one by hand:
#   export GIAOBAN_TEST_DB=$(tests/support/postgres.sh start FOLDER); build/tests/unit/test_total; tests/support/postgres.sh stop FOLDER
server=${GIAOBAN_TEST_SERVER:-}
if [ -z "$server" ]; then
    folder=$(tests/support/postgres.sh place)
    trap 'tests/support/postgres.sh stop "$folder"' EXIT
    server=$(tests/support/postgres.sh start "$folder")
fi
unset GIAOBAN_TEST_DB
# every address as everyone, on both engines
start tests/access/access.py python3 tests/access/access.py "$out"
case $out in *-san) ;; *) start "tests/access/access.py (PostgreSQL)" "GIAOBAN_TEST_DB=$server" python3 tests/access/access.py "$out" ;; esac
start tests/http/badinput.py python3 tests/http/badinput.py "$out"
start tests/mail/mail.py /usr/bin/python3 tests/mail/mail.py "$out"
start tests/oidc/test_oidc.py python3 tests/oidc/test_oidc.py "$out"
start "tests/oidc/test_oidc.py (PostgreSQL)" "GIAOBAN_TEST_DB=$server" python3 tests/oidc/test_oidc.py "$out"
for t in $(programs); do
    start "$t" timeout 900 "$t"
    grep -q 'tests/support/database\.h' "$t.d" || continue
    case $out:$t in *-san:*/test_db | *-san:*/test_migrate | *-san:*/test_move) ;; *-san:*) continue ;; esac
    if [ -n "$server" ]; then start "$t (PostgreSQL)" "GIAOBAN_TEST_DB=$server" timeout 900 "$t"
    else failed=$((failed + 1)); echo "not ok - $t on PostgreSQL: the server did not start"; fi
done
ended
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
