#!/bin/bash
# corpora.sh OUT DIR - reads every file under DIR: each must end in a record with text, or in a refusal that says why.
# Names what crashed, hung, or succeeded without a word; prints how many ended in which way.
out=${1:-build} dir=${2:-../shared/corpora}
# one FILE: says "record", "refused", or what is wrong with it
one() {
    local said told code
    said=$(mktemp) told=$(mktemp)
    timeout 120 "$out/giaoban" read --json "$1" >"$said" 2>"$told"
    code=$?
    if [ $code -eq 0 ] && [ "$(wc -l <"$said")" -eq 1 ] && grep -q '^{.*"text": *"[^"]' "$said"; then echo record
    elif [ $code -eq 3 ] && [ ! -s "$said" ] && grep -q ': .\{20,\}\.$' "$told" && ! grep -q 'ERROR: \|runtime error' "$told"; then echo refused
    else echo "$1: exit code $code: $(head -c 300 "$told" | tr '\n' ' ')"; fi
    rm -f "$said" "$told"
}
export -f one
export out
answers=$(mktemp)
trap 'rm -f "$answers"' EXIT
find "$dir" -type f ! -name README.md -print0 | sort -z | xargs -0 -n 1 -P "$(nproc)" bash -c 'one "$1"' one >"$answers"
record=$(grep -c '^record$' "$answers") refused=$(grep -c '^refused$' "$answers")
wrong=$(grep -vc '^record$\|^refused$' "$answers")
grep -v '^record$\|^refused$' "$answers"
echo "$((record + refused + wrong)) files: $record records, $refused refusals, $wrong wrong"
[ "$wrong" -eq 0 ] && [ $((record + refused)) -gt 0 ]
