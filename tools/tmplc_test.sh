#!/bin/bash
# tmplc_test.sh COMPILER - templates that must compile, and templates that must be refused with the right words. Prints TAP.
set -u
tmplc=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0 failed=0
result() { # 0 is right; what, detail
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $n - tmplc: ${2//$'\n'/ }"; return; fi
    failed=1
    printf 'not ok %d - tmplc: %s\n%s\n' $n "${2//$'\n'/ }" "${3//$'\n'/ }"
}
compile() { # body -> $out, $why
    printf '{%% args struct str x, int64_t n %%}\n%s' "$1" >"$dir/view.html"
    out=$("$tmplc" "$dir/view.html" 2>"$dir/why"); local code=$?
    why=$(cat "$dir/why")
    return $code
}
good() { # body, piece that the C must hold (optional)
    compile "$1" && [[ $out == *"${2-}"* ]]
    result $? "accepts $1" "wanted “${2-}”: $why $out"
}
bad() { # body, piece of the refusal
    ! compile "$1" && [[ $why == *view.html:[0-9]*:*"$2"* ]]
    result $? "refuses $1" "wanted “$2”: $why"
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

compile $'\n\n<p>{{ x }}</p>' && [[ $out == *'#line 4 "'*view.html* ]]
result $? "points into the template" "$out"
compile $'<ul>\n    {% if (n) { %}\n    <li>\n    {% } %}\n</ul>\n'
text=$(printf '%s' "$out" | grep -v '^#line' | grep -o '"[^"]*"' | tail -n +3 | tr -d '"\n')
[ "$text" = '<ul>\n    <li>\n</ul>\n' ]
result $? "a line of code leaves no line behind" "$text"
printf '<p>no args</p>' >"$dir/view.html"
! "$tmplc" "$dir/view.html" >/dev/null 2>&1
result $? "refuses a template without args" ""
printf '{%% args %%}\n<p></p>' >"$dir/view.html"
[[ $("$tmplc" "$dir/view.html") == *'view_view(struct buf *w)'* ]]
result $? "args may be empty" ""
printf '{%% args %%}' >"$dir/Bad-name.html"
! "$tmplc" "$dir/Bad-name.html" >/dev/null 2>&1
result $? "refuses a name that is no C name" ""
printf '{%% args %%}a\0b' >"$dir/view.html"
! "$tmplc" "$dir/view.html" >/dev/null 2>&1
result $? "refuses a zero byte" ""
exit $failed
