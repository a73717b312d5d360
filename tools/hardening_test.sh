#!/bin/bash
# hardening_test.sh - a program built softly must be refused by hardening.sh, for each of its reasons.
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
echo '#include <stdlib.h>
#include <string.h>
int main(int n, char **v) { char b[64]; strcpy(b, v[n - 1]); return system(b); }' >"$dir/soft.c"
cc -O0 -no-pie -fno-stack-protector -U_FORTIFY_SOURCE -z execstack -Wl,-z,norelro -Wl,-z,lazy "$dir/soft.c" -o "$dir/soft" 2>/dev/null
said=$("$(dirname "$0")/hardening.sh" "$dir/soft")
n=0
for reason in "position independent" RELRO "binding at start" "not executable" "stack protector" "fortified" "system()"; do
    n=$((n + 1))
    if grep -qF "$reason" <<<"$said"; then echo "ok $n - hardening: refused for $reason"; else echo "not ok $n - hardening: $reason was not missed"; fi
done
