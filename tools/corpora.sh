#!/bin/bash
# corpora.sh OUT DIR - reads every file under DIR: each must end in a record with text, or in a refusal that says why.
# Names what crashed, hung, or succeeded without a word; prints how many ended in which way.
out=${1:-build} dir=${2:-../shared/corpora}
record=0 refused=0 wrong=0
said=$(mktemp) told=$(mktemp)
trap 'rm -f "$said" "$told"' EXIT
while IFS= read -r -d '' f; do
    timeout 30 "$out/giaoban" read --json "$f" >"$said" 2>"$told"
    code=$?
    if [ $code -eq 0 ] && [ "$(wc -l <"$said")" -eq 1 ] && grep -q '^{.*"text": *"[^"]' "$said"; then record=$((record + 1))
    elif [ $code -eq 3 ] && [ ! -s "$said" ] && grep -q ': .\{20,\}\.$' "$told" && ! grep -q 'ERROR: \|runtime error' "$told"; then refused=$((refused + 1))
    else
        wrong=$((wrong + 1))
        echo "$f: exit code $code"
        head -c 300 "$told"
    fi
done < <(find "$dir" -type f ! -name README.md -print0 | sort -z)
echo "$((record + refused + wrong)) files: $record records, $refused refusals, $wrong wrong"
[ $wrong -eq 0 ] && [ $((record + refused)) -gt 0 ]
