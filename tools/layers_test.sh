#!/bin/bash
# layers_test.sh - the layers check must accept a good tree and catch each kind of breach. Prints TAP.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
tool=$(dirname "$0")/layers.sh
n=0 failed=0
put() { mkdir -p "$dir/src/$(dirname "$1")"; printf '%s\n' "${@:2}" >"$dir/src/$1"; }
fresh() {
    rm -rf "$dir/src"
    put base/base.h '#include <stddef.h>'
    put vn/text.h '#include "base/base.h"'
    put read/record.h '#include "vn/text.h"'
    put read/format/docx.c '#include "read/record.h"'
    put read/find/figure.h '#include "read/record.h"'
    put write/paper.h '#include "base/base.h"'
    put store/db.h '#include "base/base.h"'
    put web/http.h '#include "base/base.h"'
    put core/office/unit.h '#include "store/db.h"'
    put core/report/report.h '#include "core/office/unit.h"'
    put pages/pages.h '#include "web/http.h"' '#include "core/report/report.h"'
    put cli/command.h '#include "base/base.h"'
    put giaoban.c '#include "cli/command.h"' '#include "pages/pages.h"'
}
result() {
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $n - layers: $2"; else failed=1; echo "not ok $n - layers: $2"; fi
}
breach() { # what, file, include, expected words
    fresh
    put "$2" "$3" 'int x;'
    out=$(bash "$tool" "$dir/src"); code=$?
    [ $code -ne 0 ] && [[ $out == *"$dir/src/$2:1: "*"$4"* ]]
    result $? "$1"
}
fresh
out=$(bash "$tool" "$dir/src"); result $? "accepts a tree that keeps the floors"
breach "a lower floor may not see a higher one" vn/bad.c '#include "core/office/unit.h"' 'stands above it'
breach "the web knows no domain word" web/bad.c '#include "core/office/unit.h"' 'stands above it'
breach "read and write never see each other" read/bad.c '#include "write/paper.h"' 'side by side'
breach "store and web never see each other" store/bad.c '#include "web/http.h"' 'side by side'
breach "pages and commands never see each other" cli/bad.c '#include "pages/pages.h"' 'side by side'
breach "nested rooms side by side never see each other" \
    read/format/bad.c '#include "read/find/figure.h"' 'may not include'
breach "office may not see report" core/office/bad.c '#include "core/report/report.h"' 'may not include'
breach "nobody includes the top" cli/bad.c '#include "giaoban.c"' 'stands above it'
breach "a path from the own folder is refused" read/bad.c '#include "record.h"' 'not a path below'
breach "blanks before the word include do not hide it" vn/bad.c '  #  include "core/office/unit.h"' 'stands above it'
breach "a folder without a floor is refused" other/bad.c '#include "base/base.h"' 'no floor'
fresh
put vn/one.h '#include "vn/two.h"'
put vn/two.h '#include "vn/one.h"'
out=$(bash "$tool" "$dir/src"); code=$?
[ $code -ne 0 ] && [[ $out == *'in a circle: '*'vn/one.h'* ]]
result $? "headers in a circle are refused"
exit $failed
