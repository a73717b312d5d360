#!/bin/bash
# layers.sh [SRC] - a file may include only its own floor and the floors below it. Prints file:line of each breach.
#
# Floors are joined by blanks, lowest first; rooms joined by = stand side by side and never see each other.
# Inside a floor, a nested room sees the floor's own headers and the nested rooms before it (see NESTED).
# Headers that include each other in a circle are refused too.
set -u
src=${1:-src}
FLOORS="base vn pack read=write=store=web=mail core pages=cli top"
NESTED="read/format=read/find=read/lint core/office core/report mail mail/out"
cd "$src" || exit 2
find . -name '*.[ch]' | sed 's|^\./||' | LC_ALL=C sort >"${TMPDIR:-/tmp}/layers.$$" || exit 2
trap 'rm -f "${TMPDIR:-/tmp}/layers.$$"' EXIT
xargs grep -Hn '^[[:blank:]]*#[[:blank:]]*include' /dev/null <"${TMPDIR:-/tmp}/layers.$$" |
LC_ALL=C awk -v src="$src" -v floors="$FLOORS" -v nested="$NESTED" -v list="${TMPDIR:-/tmp}/layers.$$" '
function floor_of(path,   part, n) { n = split(path, part, "/"); return n == 1 ? "top" : part[1] }
function room_of(path) { return match(path, /\/[^\/]*$/) ? substr(path, 1, RSTART - 1) : "" }
function say(where, what) { print src "/" where ": " what; bad = 1 }
function ranks(text, rank,   i, k, n, m, step, side) {
    n = split(text, step, " ")
    for (i = 1; i <= n; i++) { m = split(step[i], side, "="); for (k = 1; k <= m; k++) rank[side[k]] = i }
}
# Walks the headers that path includes; a header met again on the way is a circle.
function walk(path, trail,   i) {
    if (colour[path] == 2) return
    if (colour[path] == 1) { say(path ":1", "includes itself in a circle: " trail path); return }
    colour[path] = 1
    for (i = 1; i <= edges[path]; i++) walk(edge[path, i], trail path " -> ")
    colour[path] = 2
}
BEGIN {
    ranks(floors, rank); ranks(nested, nest)
    while ((getline path < list) > 0) { here[path] = 1; files[++count] = path }
}
{
    split($0, field, ":"); from = field[1]; where = from ":" field[2]
    if (!match($0, /"[^"]*"/)) next
    to = substr($0, RSTART + 1, RLENGTH - 2)
    if (!(to in here)) { say(where, "includes \"" to "\", which is not a path below " src "/"); next }
    a = floor_of(from); b = floor_of(to)
    if (!(a in rank)) say(where, "the folder " a "/ stands on no floor")
    else if (!(b in rank)) say(where, "the folder " b "/ stands on no floor")
    else if (a != b && rank[a] == rank[b]) say(where, a "/ and " b "/ stand side by side and may not see each other")
    else if (rank[a] < rank[b]) say(where, a "/ may not include " b "/, which stands above it")
    else if (a == b) {
        x = room_of(from); y = room_of(to)
        if (x != y && x in nest && y in nest && nest[x] <= nest[y]) say(where, x "/ may not include " y "/")
    }
    if (from ~ /\.h$/) edge[from, ++edges[from]] = to
}
END {
    for (i = 1; i <= count; i++)
        if (!(floor_of(files[i]) in rank)) say(files[i] ":1", "the folder " floor_of(files[i]) "/ stands on no floor")
    for (i = 1; i <= count; i++) walk(files[i], "")
    exit bad
}'
