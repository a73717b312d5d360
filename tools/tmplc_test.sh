#!/bin/bash
# tmplc_test.sh COMPILER - templates that must compile and templates that must be refused, each with the words of the refusal.
set -u
tmplc=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
passed=0 failed=0
fail() { failed=$((failed + 1)); echo "tmplc: $1" >&2; }

compile() { # body -> $out, $why
    printf '{%% args struct str x, int64_t n %%}\n%s' "$1" >"$dir/view.html"
    out=$("$tmplc" "$dir/view.html" 2>"$dir/why"); local code=$?
    why=$(cat "$dir/why")
    return $code
}
good() { # body, piece that the C must hold (optional)
    if ! compile "$1"; then fail "refused a good template: $1: $why"; return; fi
    if [ $# -gt 1 ] && [[ $out != *"$2"* ]]; then fail "no “$2” for: $1: $out"; return; fi
    passed=$((passed + 1))
}
bad() { # body, piece of the refusal
    if compile "$1"; then fail "accepted a bad template: $1"; return; fi
    if [[ $why != *"$2"* || $why != *view.html:[0-9]*:* ]]; then fail "“$why” should say “$2” with file and line: $1"; return; fi
    passed=$((passed + 1))
}

good '<p>{{ x }}</p>' 'OUT(w, (x))'
good '<p class="a {{ x }}">' 'OUT_ATTR(w, (x))'
good '<a href="{{ x }}">' 'html_href(w, (x))'
good '<a href="/bao-cao/{{ n }}">' 'OUT_URL(w, (n))'
good '<a href="/tim?q={{ x }}&amp;trang={{ n }}">' 'OUT_URL(w, (x))'
good '<form action="{{ x }}" method="post">' 'html_href'
good '<p>{_ Không có báo cáo nào _}</p>' 'html_say(w, "Kh'
good '<p title="{_ Xem
    tiếp _}">' 'html_say(w, "Xem ti'
good '<input type="checkbox"{% if (n) { %} checked{% } %}>'
good '<input type="checkbox" {% if (n) { %}checked{% } else { %}disabled{% } %} value="1">'
good '<a {% if (n) { %}aria-current="page" {% } %}href="/">'
good '<a href="{% if (n) { %}/a?x={% } else if (x.n) { %}/b?x={% } else { %}/c?x={% } %}{{ x }}">' 'OUT_URL'
good '<ul>{% for (int64_t i = 0; i < n; i++) { if (i == 3) continue; %}<li>{{ i }}{% } %}</ul>' 'continue;'
good '{% if (n) { /* } not this one */ char c = 125; (void)c; (void)"}"; %}a{% } %}' 'buf_add(w, "a", 1)'
good '<textarea name="t">{{ x }}</textarea>' 'buf_add(w, "\n"'
good '<!-- {x} --><p data-id="{{ n }}" aria-label="{{ x }}">'
good '{# {{ nothing }} #}<p>a < b</p>' 'a < b'
good '<script src="{{ x }}" defer></script>' 'html_href'
good '<svg viewBox="0 0 {{ n }} 10"><path d="{{ x }}"/></svg>' 'OUT_ATTR'
good '<a href="https://vi.example/{{ n }}">' 'OUT_URL'
good '<p>{{ str_c(n ? "a" : "}") }}</p>' 'OUT(w, (str_c(n ? "a" : "}")))'

bad '<{{ x }}>' 'may not be a value'
bad '<p {{ x }}="1">' 'only in text or in a quoted attribute'
bad '<p {{ x }}>' 'only in text or in a quoted attribute'
bad '<p data-{{ x }}="1">' 'only in text or in a quoted attribute'
bad '<p class={{ x }}>' 'only in text or in a quoted attribute'
bad '<p class=a{{ x }}>' 'only in text or in a quoted attribute'
bad '<p style="color: {{ x }}">' 'style attribute'
bad '<p style="color: red">' 'style attribute'
bad '<style>p { color: red }</style>' 'style element'
bad '<script>var a = {{ x }};</script>' 'script inside the page'
bad '<script>{{ x }}</script>' 'comment or a script'
bad '<script>alert(1)</script>' 'script inside the page'
bad '<SCRIPT>{{ x }}</SCRIPT>' 'comment or a script'
bad '<p onclick="{{ x }}">' 'event attribute'
bad '<p OnClick=f()>' 'event attribute'
bad '<iframe srcdoc="{{ x }}">' 'srcdoc'
bad '<iframe src="{{ x }}">' 'this element'
bad '<base href="{{ x }}">' 'this element'
bad '<meta http-equiv="refresh" content="{{ x }}">' 'this element'
bad '<img srcset="{{ x }}">' 'may not hold a value'
bad '<a xlink:href="{{ x }}">' 'may not hold a value'
bad '<p>{% if (n) { %}<b {% } %}>' 'must end where'
bad '<a href="{% if (n) { %}x"{% } %}>' 'must end where'
bad '<a href="{% if (n) { %}/a{% } %}{{ x }}">' 'not sure'
bad '<a href="javascript:{{ x }}">' 'scheme'
bad '<a href="JavaScript:alert(1)">' 'scheme'
bad '<a href="{_ Xem _}">' 'sentence in an address'
bad '<!-- {{ x }} -->' 'comment or a script'
bad '<p {% if (n) { %}a{% } %}b>' 'blank is missing'
bad '<p class="a"id="b">' 'blank is missing'
bad '{% if (n) %}a' 'must end with'
bad '{% if (n) return; %}' 'half written'
bad '<a {% for (;;) { break; } %}>' 'only between elements'
bad '{% if (n) { %}a' 'never closed'
bad '{% } %}' 'without its {'
bad '{{ x' 'never closed'
bad '{{ x; evil() }}' 'one expression'
bad '{{ x), evil( }}' 'without its ('
bad '{{ }}' 'empty value'
bad '{_ Chữ <b>đậm</b> _}' 'inside a sentence'
bad '<p class="a' 'ends inside'
bad '{% args int y %}' 'second args'

# line numbers point into the template
if compile $'\n\n<p>{{ x }}</p>' && [[ $out == *'#line 4 "'*view.html* ]]; then passed=$((passed + 1)); else fail "wrong line: $out"; fi
# a line of code leaves no line behind
compile $'<ul>\n    {% if (n) { %}\n    <li>\n    {% } %}\n</ul>\n'
text=$(printf '%s' "$out" | grep -v '^#line' | grep -o '"[^"]*"' | tail -n +3 | tr -d '"\n')
if [ "$text" = '<ul>\n    <li>\n</ul>\n' ]; then passed=$((passed + 1)); else fail "blank lines left: $text"; fi
printf '<p>no args</p>' >"$dir/view.html"
if "$tmplc" "$dir/view.html" >/dev/null 2>&1; then fail "accepted a template without args"; else passed=$((passed + 1)); fi
printf '{%% args %%}\n<p></p>' >"$dir/view.html"
if [[ $("$tmplc" "$dir/view.html") == *'view_view(struct buf *w)'* ]]; then passed=$((passed + 1)); else fail "args may be empty"; fi
printf '{%% args %%}' >"$dir/Bad-name.html"
if "$tmplc" "$dir/Bad-name.html" >/dev/null 2>&1; then fail "accepted a bad name"; else passed=$((passed + 1)); fi

echo "tmplc: $passed passed, $failed failed"
[ "$failed" = 0 ]
