#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# po2c.sh PO2C FOLDC - what the makers of the message and character tables take, and what they refuse.
# Speaks TAP.
set -u
po2c=$1 foldc=$2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0 bad=0
head='msgid ""\nmsgstr ""\n"Language: ko\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
one='\nmsgid "Save"\nmsgstr "저장"\n'

say() { # GOOD NAME
    n=$((n + 1))
    if [ "$1" = 1 ]; then printf 'ok %s - %s\n' "$n" "$2"; else printf 'not ok %s - %s\n' "$n" "$2"; bad=1; fi
}
run_po() {
    printf '%b' "$1" >"$dir/ko.po"
    "$po2c" ko "$dir/ko.po" >"$dir/out" 2>"$dir/err"
}
run_fold() { # FOLD CLASS
    printf '%b' "$1" >"$dir/fold.tsv"
    printf '%b' "$2" >"$dir/class.tsv"
    "$foldc" "$dir/fold.tsv" "$dir/class.tsv" >"$dir/out" 2>"$dir/err"
}
taken() { # NAME LINE STATUS
    if [ "$3" = 0 ] && grep -qF -- "$2" "$dir/out"; then say 1 "$1"; else say 0 "$1 ($(head -3 "$dir/err"))"; fi
}
refused() { # NAME WORDS STATUS: the file, a line and these words are named
    if [ "$3" != 0 ] && grep -q "^$dir/[a-z]*\.[a-z]*:[0-9]*: .*$2" "$dir/err"; then
        say 1 "$1"
    else
        say 0 "$1 ($(head -3 "$dir/err"))"
    fi
}
makes() { run_po "$3"; taken "$1" "$2" $?; }       # NAME LINE PO
refuses() { run_po "$3"; refused "$1" "$2" $?; }   # NAME WORDS PO

makes 'a message' '{{"Save", 4}, {"\354\240\200\354\236\245", 6}},' "$head$one"
makes 'messages in order' '{entries, 2};' "$head$one"'\nmsgid "Find"\nmsgstr "x"\n'
makes 'a string on many lines' '{{"ab", 2}, {"cd", 2}},' "$head"'msgid ""\n"a"\n"b"\nmsgstr "c"\n"d"\n'
makes 'escapes' '{{"a\042\134\012", 4}, {"b\012", 2}},' "$head"'msgid "a\\"\\\\\\n"\nmsgstr "b\\n"\n'
makes 'no entry for an empty translation' '{entries, 0};' "$head"'msgid "a"\nmsgstr ""\n'
makes 'nothing of comments' '{entries, 1};' "# hello\n$head#: src/a.c:3\n#, c-format\n#~ msgid \"old\"\n$one"
makes 'holes that agree' '{entries, 1};' "$head"'msgid "{n} of {all}"\nmsgstr "{all}, {n}"\n'

refuses 'a fuzzy entry' 'fuzzy' "$head"'#, fuzzy\nmsgid "a"\nmsgstr "b"\n'
refuses 'a message said twice' 'twice: Save' "$head$one$one"
refuses 'a hole that is lost' 'one of the two texts only: {n}' "$head"'msgid "{n} a"\nmsgstr "b"\n'
refuses 'a hole that is new' 'one of the two texts only: {m}' "$head"'msgid "{n}"\nmsgstr "{n}{m}"\n'
refuses 'a hole that is misspelt' 'brace' "$head"'msgid "{n}"\nmsgstr "{n"\n'
refuses 'a line break in one text only' 'line break' "$head"'msgid "a\\n"\nmsgstr "b"\n'
refuses 'a plural' 'begins with: msgstr' "$head"'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n'
refuses 'a context' 'begins with: msgid' "$head"'msgctxt "x"\nmsgid "a"\nmsgstr "b"\n'
refuses 'another language' 'Language: ko' 'msgid ""\nmsgstr ""\n"Language: zh\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
refuses 'another encoding' 'charset=UTF-8' 'msgid ""\nmsgstr ""\n"Language: ko\\n"\n"Content-Type: text/plain; charset=EUC-KR\\n"\n'
refuses 'a file without a head' 'empty msgid' 'msgid "a"\nmsgstr "b"\n'
refuses 'a second head' 'empty msgid' "$head"'msgid ""\nmsgstr "b"\n'
refuses 'a string without its end' 'quote' "$head"'msgid "a\nmsgstr "b"\n'
refuses 'words after a string' 'quote' "$head"'msgid "a" b\nmsgstr "b"\n'
refuses 'an escape it does not know' 'backslash' "$head"'msgid "\\x"\nmsgstr "b"\n'
refuses 'an unfinished entry' 'begins with: msgstr' "$head"'msgid "a"\n'
refuses 'a last line that is cut' 'line break at the end' "$head"'msgid "a"\nmsgstr "b"'

run_fold '# x\n0041\t0061\n00DF\t0073 0073\n00AD\t-\n' '0041\t005A\tlatin\n00AD\t00AD\tignore joins\n'
taken 'a table of characters' 'fold_pool[] = {' $?
run_fold '41\t0061\n' ''
refused 'a short code point' 'not a code point' $?
run_fold '0041\t0061\n0041\t0062\n' ''
refused 'a code point that folds twice' 'twice' $?
run_fold '0041 0061\n' ''
refused 'another separator' 'separator' $?
run_fold '110000\t0061\n' ''
refused 'what is no code point' 'not a code point' $?
run_fold '' '0041\t005A\tletter\n'
refused 'a class it does not know' 'no such class' $?
run_fold '' '0041\t005A\tlatin loud\n'
refused 'a flag it does not know' 'no such flag' $?
run_fold '' '0041\t005A\tlatin\n0050\t0050\tmark joins\n'
refused 'classes that overlap' 'twice' $?
run_fold '' '005A\t0041\tlatin\n'
refused 'a range that runs backwards' 'first, last, class' $?

echo "1..$n"
exit $bad
