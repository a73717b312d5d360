#!/bin/bash
# style_test.sh - the style check must accept a good tree and catch each kind of breach. Prints TAP.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
tool=$(cd "$(dirname "$0")" && pwd)/style.sh
n=0 failed=0
result() {
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $n - style: $2"; else failed=1; printf 'not ok %d - style: %s\n%s\n' $n "$2" "$out"; fi
}
put() { mkdir -p "$dir/$(dirname "$1")"; printf '%s\n' "${@:2}" >"$dir/$1"; }
fresh() {
    rm -rf "${dir:?}"/*
    put src/base/README.md 'base'
    put src/vn/README.md 'vn'
    put src/base/arena.c '/* arena.c - memory. */' 'void *get(void)' '{' '    return malloc(1);' '}'
    put src/vn/word.c '/* word.c - words; malloc( in a comment and' ' * strcpy( too. */' \
        'const char *said = "malloc(1), \"strcpy(a, b)";' 'int str_free(int x);' 'int f(void)' '{' '    return str_free(1);' '}'
    put tests/unit/test_word.c '/* test_word.c - tests. */' 'void *m(void)' '{' '    return malloc(2);' '}'
}
breach() { # what, expected "file:line: words", file, lines...
    fresh
    put "${@:3}"
    out=$(bash "$tool" "$dir"); code=$?
    [ $code -ne 0 ] && [[ $out == *"$2"* ]]
    result $? "$1"
}
many() { for ((i = 0; i < $1; i++)); do echo "    x += $i;"; done; }

fresh
out=$(bash "$tool" "$dir"); result $? "accepts a good tree; comments, strings and longer names are no calls"
put src/vn/table.c '/* table.c - a table. */' '/* long: one row a letter */' 'int g(int x)' '{' "$(many 80)" '}'
out=$(bash "$tool" "$dir"); result $? "a long function with its reason is accepted"
breach "a function over 60 lines" 'src/vn/long.c:3: a function of 64 lines' \
    src/vn/long.c '/* long.c - x. */' 'int g(int x)' '{' "$(many 61)" '    return x;' '}'
breach "a reason above another function does not count" 'src/vn/long.c:8: a function of' src/vn/long.c '/* long.c - x. */' \
    '/* long: for the first */' 'int h(void)' '{' '}' '' 'int g(int x)' '{' "$(many 61)" '}'
breach "a file over 600 lines" 'at most 600' src/vn/big.c '/* big.c - x. */' "$(for ((i = 0; i < 600; i++)); do echo "int a$i;"; done)"
for call in strcpy strcat sprintf strtok atoi sscanf gets alloca system popen strncpy strtol tmpnam vsprintf longjmp; do
    breach "a call of $call" "src/vn/bad.c:3: $call" src/vn/bad.c '/* bad.c - x. */' 'void f(void) {' "    (void)$call (a);" '}'
done
for call in malloc free calloc realloc strdup asprintf; do
    breach "$call outside the arena" "src/vn/bad.c:2: $call: memory" src/vn/bad.c '/* bad.c - x. */' "int x = $call(a);"
done
breach "time read past the clock" 'src/vn/bad.c:2: time: time' src/vn/bad.c '/* bad.c - x. */' 'int x = time(0);'
breach "chance past machine.h" 'src/vn/bad.c:2: rand: chance' src/vn/bad.c '/* bad.c - x. */' 'int x = rand();'
breach "a floating point amount" 'src/vn/bad.c:2: floating' src/vn/bad.c '/* bad.c - x. */' 'double amount;'
breach "a skipped test" 'tests/unit/test_bad.c:2: skip' tests/unit/test_bad.c '/* test_bad.c - x. */' 'void f(void) { skip(); }'
breach "an open end" 'src/vn/bad.c:2: an open end' src/vn/bad.c '/* bad.c - x. */' '/* TO''DO */'
breach "a tab" 'src/vn/bad.c:2: a tab' src/vn/bad.c '/* bad.c - x. */' $'\tint x;'
breach "a blank at the end of a line" 'src/vn/bad.c:2: a blank' src/vn/bad.c '/* bad.c - x. */' 'int x; '
breach "a line over 120 characters" 'src/vn/bad.c:2: a line longer' src/vn/bad.c '/* bad.c - x. */' "/* $(printf 'ạ%.0s' {1..115}) */"
breach "a file without its first comment" 'src/vn/bad.c:1: the first line' src/vn/bad.c 'int x;'
breach "a first comment with another name" 'src/vn/bad.c:1: the first line' src/vn/bad.c '/* worse.c - x. */'
breach "two files of one name" 'two files are called word.c' src/base/word.c '/* word.c - x. */'
breach "a folder without README.md" 'src/web:1: no README.md' src/web/web.c '/* web.c - x. */'
breach "a README.md over 15 lines" 'src/vn/README.md:16' src/vn/README.md "$(seq 16)"
breach "the name of a package registry" 'docs/x.md:1: names' docs/x.md 'from https://registry.npm''js.org/x'
breach "a folder of one machine" 'docs/x.md:1: names' docs/x.md 'see /wo''rk/shared'
fresh
put src/vn/line.c '/* line.c - x. */' "/* $(printf 'ạ%.0s' {1..114}) */"
out=$(bash "$tool" "$dir"); result $? "characters are counted, not bytes"
exit $failed
