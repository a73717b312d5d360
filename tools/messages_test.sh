#!/bin/bash
# messages_test.sh - the sentences must be found wherever they are said, and differences from the catalogue named. Prints TAP.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
tool=$(cd "$(dirname "$0")" && pwd)/messages.sh
n=0 failed=0
result() {
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $n - messages: $2"; else failed=1; printf 'not ok %d - messages: %s\n%s\n' $n "$2" "$out"; fi
}
mkdir -p "$dir/src/pages" "$dir/lang"
cat >"$dir/src/a.c" <<'C'
/* say("in a comment") */
error f(struct arena *a) {
    printf("not said");
    puts(say("Một"));
    struct str s = SAY(x ? "Hai" : "Ba");
    if (b) return FAIL(a, ERR_INPUT, "%s", because);
    if (a) return FAIL(a, kind_of("x", (1)), "Bốn “%s”, "
                                             "dài %d.", "năm", 5);
    return FAIL_AS(a, ERR_INPUT, because, "Sáu");
}
static const struct route routes[] = { { .path = "/khong", .about = "Bảy" } };
static const struct command commands[] = {
    { "doc", "[--json] FILE", "Tám", cmd_doc },
};
C
printf '#define ERRORS(X) \\\n    X(ERR_A, 1, SAID("Chín")) \\\n    X(ERR_B, 2, "at_least")\n' >"$dir/src/a.h"
printf '{%% args %%}\n<p>{_ Mười\n   một _}</p>{{ str_fmt(a, say("Mười hai"), n) }}\n' >"$dir/src/pages/v.html"
all=(Một Hai Ba 'Bốn “%s”, dài %d.' Sáu Bảy Tám Chín 'Mười một' 'Mười hai')
write_po() { printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n' >"$dir/lang/en.po"
             for s in "$@"; do printf '\nmsgid "%s"\nmsgstr "%s"\n' "$s" "$s" >>"$dir/lang/en.po"; done; }

write_po "${all[@]}"
out=$("$tool" "$dir" 2>&1); [ $? = 0 ] && [[ $out == *'10 sentences, 0 missing, 0 obsolete'* ]]
result $? "a catalogue that has all of them is accepted"
write_po
out=$("$tool" "$dir" 2>&1); code=$?
for s in "${all[@]}"; do [ $code = 1 ] && [[ $out == *"not in lang/en.po: \"$s\""* ]]; result $? "finds “$s”"; done
[[ $out == *"src/a.c:7: "*Bốn* && $out == *"src/pages/v.html:2: "*'Mười một'* ]]; result $? "says file and line"
[[ $out != *'not said'* && $out != *comment* && $out != *FILE* && $out != *at_least* && $out != *'"%s"'* ]]; result $? "leaves alone what nobody is told"
write_po "${all[@]}" 'Cũ rồi'
out=$("$tool" --check "$dir" 2>&1); [ $? = 1 ] && [[ $out == *'nobody says this any more: "Cũ rồi"'* ]]
result $? "an entry that nobody says is named"
write_po "${all[@]}"
sed -i 's/^msgstr "Bốn.*/msgstr "Four “%s”."/; s/^msgstr "Hai"/msgstr ""/' "$dir/lang/en.po"
out=$("$tool" "$dir" 2>&1); [ $? = 1 ] && [[ $out == *'formats differ: "Bốn'* && $out == *'no English'*'"Hai"'* ]]
result $? "an entry without English, or with other formats, is named"
write_po
out=$("$tool" --missing "$dir" 2>&1); [[ $out == *$'#, c-format\nmsgid "Bốn “%s”, dài %d."\nmsgstr ""'* ]]
result $? "writes entries to fill in, formats marked"
exit $failed
