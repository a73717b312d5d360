#!/bin/bash
# style.sh [ROOT] - sizes, banned calls and names of the source. Prints file:line of each breach.
set -u
cd "${1:-.}" || exit 2
bad=0
say() { printf '%s\n' "$1"; bad=1; }

# Files that may call malloc and free besides src/base/: glue to a library that hands memory over.
GLUE="src/store/db_sqlite.c src/web/server.c"
# Floating point is for points on paper, never for amounts.
FLOATS="src/@(write|read/scan)/*"

sources() { find src tools tests bench -name node_modules -prune -o "$@" -print 2>/dev/null | LC_ALL=C sort; }
code=$(sources -type f \( -name '*.c' -o -name '*.h' \))
written=$(find src tools tests bench assets -type f ! -path '*/node_modules/*' \
    \( -name '*.[ch]' -o -name '*.html' -o -name '*.css' -o -name '*.js' -o -name '*.mjs' \
       -o -name '*.sh' -o -name '*.sql' \) 2>/dev/null)
scratch=$(mktemp)
trap 'rm -f "$scratch"' EXIT

# ---- sizes, first comments, shapes; awk prints file:line: text ----
if [ -n "$code" ]; then
LC_ALL=C awk '
function say(line, text) { print FILENAME ":" line ": " text }
FNR == 1 {
    if (NR > 1) finish()
    file = FILENAME; name = file; sub(/.*\//, "", name); open = 0; above = ""; long = 0
    if (index($0, "/* " name " - ") != 1) say(1, "the first line should be \"/* " name " - what it is\"")
}
function finish() { if (lines > 600) print file ":" lines ": " lines " lines; a file has at most 600" }
{ lines = FNR }
/^\{/ { open = FNR; long = above ~ /long:/ }
/^\}/ && open {
    size = FNR - open + 1
    if (size > 60 && !long) say(open, "a function of " size " lines; at most 60, or a comment \"long:\" saying why")
    open = 0
}
/\t/ { say(FNR, "a tab; four spaces instead") }
/(TODO|FIXME|XXX)/ { say(FNR, "an open end; do it or write an issue") }
{ if ($0 == "") above = ""; else if (!open) above = above "\n" $0 }
END { finish() }' $code >"$scratch"
[ -s "$scratch" ] && { cat "$scratch"; bad=1; }

# ---- the code alone: comments and strings blanked out, line numbers kept ----
LC_ALL=C awk '
FNR == 1 { inside = 0 }
{
    line = $0; out = ""
    while (line != "") {
        if (inside) {
            if (!match(line, /\*\//)) { line = ""; break }
            line = substr(line, RSTART + 2); inside = 0; continue
        }
        if (!match(line, /\/\*|\/\/|"|\047/)) { out = out line; break }
        out = out substr(line, 1, RSTART - 1); mark = substr(line, RSTART, RLENGTH)
        line = substr(line, RSTART + RLENGTH)
        if (mark == "//") break
        if (mark == "/*") { inside = 1; continue }
        while (line != "" && substr(line, 1, 1) != mark) line = substr(line, substr(line, 1, 1) == "\\" ? 3 : 2)
        out = out mark mark; line = substr(line, 2)
    }
    print FILENAME ":" FNR ":" out
}' $code >"$scratch"

# name=pattern of calls, the reason; files that may use them follow as shell patterns
banned() { # words, reason, allowed file patterns...
    local words=$1 reason=$2 hit file
    shift 2
    while IFS= read -r hit; do
        file=${hit%%:*}
        for allowed in "$@"; do
            # shellcheck disable=SC2053
            [[ $file == $allowed ]] && continue 2
        done
        say "$(cut -d: -f1,2 <<<"$hit"): $(grep -oE "\\b($words)\\b" <<<"${hit#*:*:}" | head -1)$reason"
    done < <(grep -E "^[^:]*:[0-9]*:(.*[^A-Za-z0-9_])?($words)[[:blank:]]*\\(" "$scratch")
}
banned 'strcpy|strcat|strncpy|strncat|sprintf|vsprintf|gets|alloca' ' may write past its end; use buf or str_fmt'
banned 'strtok|strtok_r|atoi|atol|atoll|atof|strtol|strtoll|strtoul|strtoull|strtod|sscanf|scanf|fscanf' \
       ' takes wrong input for right; use str_int or a parser of ours'
banned 'system|popen|execl|execlp|execle|execv|execvp|execvpe|wordexp' ' runs another program' 'tests/*' 'bench/*'
banned 'tmpnam|mktemp|tempnam' ' makes names that others can guess'
banned 'malloc|calloc|realloc|reallocarray|free|strdup|strndup|asprintf|vasprintf|getline|getdelim' \
       ': memory comes from an arena' 'src/base/*' 'tools/*' 'tests/*' 'bench/*' $GLUE
banned 'setjmp|longjmp|sigsetjmp|siglongjmp' ': only the arena leaves early' 'src/base/arena.c' 'tests/*'
banned 'time|gettimeofday|clock_gettime|localtime|localtime_r|gmtime|gmtime_r|mktime|strftime' \
       ': time comes from base/machine.h' 'src/base/clock.c' 'tools/*' 'tests/*' 'bench/*'
banned 'rand|srand|random|srandom|drand48|getrandom|arc4random' ': chance comes from base/machine.h' \
       'src/base/chance.c' 'tools/*' 'bench/*'
banned 'skip' ': a test that is skipped proves nothing'

while IFS= read -r hit; do
    file=${hit%%:*}
    case $file in src/*) ;; *) continue ;; esac
    # shellcheck disable=SC2053
    [[ $file == $FLOATS ]] && continue
    say "$(cut -d: -f1,2 <<<"$hit"): floating point; amounts are int64 thousandths"
done < <(grep -E '^[^:]*:[0-9]*:(.*[^A-Za-z0-9_])?(float|double)([^A-Za-z0-9_]|$)' "$scratch")
fi

# ---- every text that people write ----
if [ -n "$written" ]; then
    while IFS= read -r hit; do say "$(cut -d: -f1,2 <<<"$hit"): a blank at the end of the line"; done \
        < <(grep -nHE '[[:blank:]]+$' $written)
    lined=$(grep -vE "\.(sql|html|sh)$" <<<"$written")
    [ -n "$lined" ] && while IFS= read -r hit; do say "$(cut -d: -f1,2 <<<"$hit"): a line longer than 120 characters"; done \
        < <(LC_ALL=C.UTF-8 grep -nHE '^.{121,}' $lined)
fi

# ---- the tree ----
while IFS= read -r name; do say "$(sources -name "$name" | paste -sd' '):1: two files are called $name"
done < <(sources -type f \( -name '*.[ch]' -o -name '*.html' -o -name '*.sh' -o -name '*.sql' -o -name '*.mjs' \) |
         sed 's|.*/||' | sort | uniq -d)
while IFS= read -r folder; do
    if [ ! -f "$folder/README.md" ]; then say "$folder:1: no README.md"
    elif [ "$(wc -l <"$folder/README.md")" -gt 15 ]; then say "$folder/README.md:16: longer than 15 lines"; fi
done < <(find src -mindepth 1 -type d | LC_ALL=C sort)
hosts='registry\.npm''js|py''pi\.org|files\.python''hosted|crates\.''io|rubygems\.''org|proxy\.go''lang|deb\.debian\.''org'
while IFS= read -r hit; do say "$(cut -d: -f1,2 <<<"$hit"): names a package registry or a folder of one machine"
done < <(grep -rnHIE --exclude=.git --exclude-dir=.git --exclude-dir='build*' --exclude-dir=node_modules \
              --exclude-dir=var "$hosts|/wo""rk/" .)
exit $bad
