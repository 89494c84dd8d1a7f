#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# viewc.sh VIEWC - what the view compiler takes and what it refuses. Speaks TAP.
set -u
viewc=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0 bad=0
view=$dir/t.view.html

say() { # GOOD NAME
    n=$((n + 1))
    if [ "$1" = 1 ]; then printf 'ok %s - %s\n' "$n" "$2"; else printf 'not ok %s - %s\n' "$n" "$2"; bad=1; fi
}

# The view refuses, with file, line and these words.
refuses() { # NAME WORDS VIEW
    printf '%b' "$3" >"$view"
    if "$viewc" "$view" >"$dir/out" 2>"$dir/err"; then
        say 0 "$1 (was taken)"
    elif grep -q "^$view:[0-9]*: .*$2" "$dir/err"; then
        say 1 "$1"
    else
        say 0 "$1 ($(cat "$dir/err"))"
    fi
}

# The view is taken and its C has this line.
makes() { # NAME LINE VIEW
    printf '%b' "$3" >"$view"
    if "$viewc" "$view" >"$dir/out" 2>"$dir/err" && grep -qF -- "$2" "$dir/out"; then
        say 1 "$1"
    else
        say 0 "$1 ($(cat "$dir/err" "$dir/out" | head -5))"
    fi
}

makes 'text is escaped' 'html_text(h, x);' '<p>{{x}}</p>\n'
makes 'an integer is a number' 'html_int(h, n + 1);' '<p>{{#n + 1}}</p>\n'
makes 'a value on the list takes text' 'html_text(h, x);' '<p class="a {{x}}">\n</p>\n'
makes 'aria and data values take text' 'html_text(h, x);' '<p aria-label="{{x}}" data-x="{{x}}"></p>\n'
makes 'the start of an address is checked' 'html_url(h, x);' '<a href="{{x}}">b</a>\n'
makes 'the rest of an address is encoded' 'html_url_part(h, x);' '<a href="/a/{{x}}">b</a>\n'
makes 'a second hole in an address is encoded' 'html_url_part(h, y);' '<a href="{{x}}{{y}}">b</a>\n'
makes 'a flag is written or not' 'if (a ? b : c)' '<input {{?a ? b : c checked}}>\n'
makes 'a drawing takes integers' 'html_int(h, x);' '<svg viewBox="0 0 {{#x}} 10"><rect x="{{#x}}.5%%"/></svg>\n'
makes 'our words are translated' 'html_text(h, msg(h->lang, TR("Save it")));' '<p>{{_ Save it}}</p>\n'
makes 'our words are translated in a value' 'html_text(h, msg(h->lang, TR("Find")));' '<input placeholder="{{_ Find}}">\n'
makes 'holes in our words are typed' '"n", html_number(h, due), "who", html_str(w), NULL));' '<p>{{_ {who}: {n}|n=#due|who=w}}</p>\n'
makes 'C goes through as it is' ' if (x) {' '%% if (x) {\n<p>\n%% }\n</p>\n'
makes 'lines are named for the compiler' '#line 2 ' '<p>\n{{x}}</p>\n'
makes 'quotes and backslashes are kept' 'html_lit(h, "<p class=\"a\">\\ \?");' '<p class="a">\\ ?\\\n</p>\n'
makes 'bytes above 127 are kept' '\355\225\234' '<p>\355\225\234</p>\n'
makes 'a form that posts has its token' 'html_form_token(h);' '<form method="post" action="/a"></form>\n'
makes 'also when the action comes first' 'html_form_token(h);' '<form action="/a/{{x}}" method="post"></form>\n'
makes 'a textarea keeps its first line' 'html_lit(h, "<textarea name=\"a\">\n");' '<textarea name="a">{{x}}</textarea>\n'
makes 'a doctype is taken' 'html_lit(h, "<!doctype html>' '<!doctype html>\n'
makes 'a joined line keeps its blank' 'html_lit(h, " c");' '<b>{{x}}</b>\\\n c\\\n'

refuses 'a script' 'element' '<script>x</script>\n'
refuses 'a style element' 'element' '<style>x</style>\n'
refuses 'a frame' 'element' '<iframe src="/a"></iframe>\n'
refuses 'an object' 'element' '<object></object>\n'
refuses 'a base' 'element' '<base href="/">\n'
refuses 'pre, whose blanks would be lost' 'element' '<pre>a</pre>\n'
refuses 'a foreign object in a drawing' 'element' '<svg><foreignObject/></svg>\n'
refuses 'an element it does not know' 'element' '<marquee>a</marquee>\n'
refuses 'an event' 'attribute is not' '<p onclick="x()">a</p>\n'
refuses 'an event in capitals' 'attribute is not' '<p OnClick="x()">a</p>\n'
refuses 'an inline style' 'attribute is not' '<p style="color: red">a</p>\n'
refuses 'srcdoc' 'attribute is not' '<p srcdoc="a">a</p>\n'
refuses 'srcset' 'attribute is not' '<img srcset="/a 1x" alt="">\n'
refuses 'xlink:href' 'attribute is not' '<a xlink:href="/a">a</a>\n'
refuses 'http-equiv' 'attribute is not' '<meta http-equiv="refresh" content="1">\n'
refuses 'formaction' 'attribute is not' '<button formaction="/b">a</button>\n'
refuses 'target' 'attribute is not' '<a target="_blank" href="/a">a</a>\n'
refuses 'a hole in meta content' 'no hole here' '<meta name="a" content="{{x}}">\n'
refuses 'a hole in a type' 'no hole here' '<input type="{{x}}">\n'
refuses 'a hole in a rel' 'no hole here' '<link rel="{{x}}" href="/a">\n'
refuses 'a hole as the name of an element' 'no hole here' '<{{x}}>\n'
refuses 'a hole as the name of an attribute' 'no hole here' '<p {{x}}>\n'
refuses 'a hole in an unquoted value' 'no hole here' '<p class={{x}}>\n'
refuses 'text where only an integer goes' 'only {{#integer}}' '<svg width="{{x}}"></svg>\n'
refuses 'translated words in an address' 'no translated text' '<a href="{{_ Save}}">a</a>\n'
refuses 'an unquoted value' 'double quotes' '<p class=a>b</p>\n'
refuses 'a single-quoted value' 'double quotes' "<p class='a'>b</p>\n"
refuses 'a value without a name' 'unexpected character' '<p "a">b</p>\n'
refuses 'an address of another site' 'begins with' '<a href="https://example.org/">a</a>\n'
refuses 'a javascript address' 'begins with' '<a href="javascript:x">a</a>\n'
refuses 'an attribute without its value' 'needs a value' '<p class>b</p>\n'
refuses 'an attribute in a closing tag' 'closing tag' '<p>a</p class="b">\n'
refuses 'a comment' 'comments are C' '<!-- a -->\n'
refuses 'another doctype' 'only <!doctype html>' '<!doctype svg>\n'
refuses 'a bare less-than' 'bare <' '<p>a < b</p>\n'
refuses 'a less-than in a value' 'in an attribute value' '<p class="a<b">c</p>\n'
refuses 'C inside a tag' 'C inside a tag' '<p\n%% if (x)\nclass="a">\n'
refuses 'C inside a value' 'C inside a tag' '<p class="a\n%% if (x)\n">\n'
refuses 'C inside a textarea' 'closed on the line' '<textarea name="a">\n%% x();\n</textarea>\n'
refuses 'an element in a textarea' 'only text inside' '<textarea name="a"><b></textarea>\n'
refuses 'a hole without an end' 'without }}' '<p>{{x</p>\n'
refuses 'an empty hole' 'empty or endless' '<p>{{}}</p>\n'
refuses 'a flag in text' 'inside a tag' '<p>{{?x checked}}</p>\n'
refuses 'a flag that is none' 'inside a tag' '<input {{?x onclick}}>\n'
refuses 'a message hole without a name' 'comes name=' '<p>{{_ Due: {n}|#n}}</p>\n'
refuses 'a form that posts nowhere' 'needs an action' '<form method="post"></form>\n'
refuses 'an empty action' 'an empty action' '<form method="post" action=""></form>\n'
refuses 'a method of its own' 'get' '<form method="dialog" action="/a"></form>\n'
refuses 'a method with a hole' 'no hole here' '<form method="{{x}}" action="/a"></form>\n'
refuses 'a method in capitals' 'get' '<form method="POST" action="/a"></form>\n'
refuses 'a file that ends in a tag' 'ends inside' '<p class="a"\n'
refuses 'a file that ends in a textarea' 'closed on the line' '<textarea name="a">b\n'
refuses 'a last line without an end' 'no newline' '<p>a</p>'
refuses 'a carriage return' 'carriage return' '<p>a</p>\r\n'
long=$(awk 'BEGIN { for (i = 0; i < 5000; i++) printf "a" }')
refuses 'a line too long' 'too long' "<p>$long</p>\n"

printf '%s\n' '<p>{{_ One}} {{_ Two {n}|n=#n}}</p>' >"$view"
[ "$("$viewc" --messages "$view")" = "One
Two {n}" ] && good=1 || good=0
say "$good" 'the words it shows can be listed'
"$viewc" "$dir/none" 2>/dev/null && good=0 || good=1
say "$good" 'a file that is not there'

echo "1..$n"
exit $bad
