#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# cairn start: the first start by hand, one server a person, locks that leave nothing in memory.
# What a browser sees of it is tested in tests/web/test_begin.mjs.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

for tool in curl pdftotext; do
    if ! command -v $tool >/dev/null; then
        test_skip 'the first start' "$tool is not there"
        test_done
    fi
done

# Whatever fails, no server stays behind.
trap '[ ! -s pid ] || kill "$(cat pid)" 2>/dev/null; rm -rf "$scratch"' EXIT

# A server in the background; its address is then in the file 'link', its process in 'pid'.
start_begin() { # OPTION...
    rm -f link
    [ ! -s pid ] || start_end # what a failed body left
    (exec cairn "$@" --no-browser --weak-laptop >link 2>start.err) &
    echo $! >pid
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do
        [ -s link ] && break
        sleep 0.2
    done
    [ -s link ] || {
        cat start.err
        return 1
    }
    sed "s,/sign-in/.*,," link >origin
}
# It was begun by another body, so it cannot be waited for.
start_end() {
    kill "$(cat pid)" 2>/dev/null || return 0
    while kill -0 "$(cat pid)" 2>/dev/null && ! grep -q "^State:.Z" "/proc/$(cat pid)/status"; do sleep 0.1; done
}
# Prints the status; the page is then in 'page'.
ask() { # PATH [CURL-OPTION...]
    path=$1
    shift
    # While it begins anew it asks to come back in a second.
    curl -s --retry 5 -o page -D head -w '%{http_code}' -b jar -c jar "$@" "$(cat origin)$path"
}
# Send the form of the page that stands in 'page'.
answer() { # PATH [CURL-OPTION...]
    token=$(sed -n "s,.*action=\"$1\"><input type=\"hidden\" name=\"csrf\" value=\"\([0-9a-f]*\)\".*,\1,p" page | head -n 1)
    ask "$@" -d "csrf=$token"
}
come_in() {
    rm -f jar
    test "$(ask "/${1#*//*/}")" = 303
    test "$(ask /start -L)" = 200
}
words_of() {
    sed -n 's,.*class="drawn">\([a-z ]*\)<.*,\1,p' "$1" | head -n 1
}

test_expect_success 'the first start asks before it writes: nothing is there until the passphrase is chosen' '
    start_begin start
    come_in "$(cat link)"
    test_grep "/begin/passphrase.lang=ko" page
    test "$(ask /begin/passphrase)" = 200
    words_of page >words
    test "$(wc -w <words)" -eq 6
    test "$(find "$HOME/.local/share" -type f 2>/dev/null | wc -l)" -eq 0
    start_end
    test "$(find "$HOME/.local/share" -type f 2>/dev/null | wc -l)" -eq 0
'

test_expect_success 'a second window is refused cleanly, and goes on when the first is done' '
    start_begin start
    come_in "$(cat link)"
    test "$(ask /begin/passphrase)" = 200
    cp jar first
    cp page first.page
    # Asked again, the same server gives another link, and starts nothing.
    cairn start --no-browser >other
    test "$(sed "s,/sign-in/.*,," other)" = "$(cat origin)"
    come_in "$(cat other)"
    test "$(ask /begin/passphrase)" = 409
    test_grep "Another window" page
    test_no_grep "class=.drawn" page
    cp first jar
    cp first.page page
    words_of page >words
    cp page shown
    test "$(answer /begin/papers)" = 200
    cp page papers.pdf
    cp shown page
    test "$(answer /begin/passphrase -d noted=yes)" = 200
    test_grep "Someone called me" page
    test_grep "^Cache-Control: no-store" head
    test -s "$HOME/.local/share/cairn/Cairn/keys"
    # The same form again finds the case file made.
    test "$(ask /begin/passphrase)" = 303
    test "$(ask /people)" = 200
'

test_expect_success 'the words and the printed papers open it' '
    start_end
    export CAIRN_VAULT="$HOME/.local/share/cairn/Cairn"
    cp words pass
    cairn --passphrase-file pass verify >out
    pdftotext -raw papers.pdf - | tr "\f" "\n" >papers.txt
    test_grep "Recovery paper 3 of 3" papers.txt
    test_no_grep "$(cut -d" " -f1,2 words)" papers.txt
'

test_expect_success 'a locked server shows its door, the passphrase opens it, and only one runs' '
    start_begin start
    come_in "$(cat link)"
    test_grep "f-passphrase" page
    test "$(answer /sign-in -d case=Cairn -d passphrase=wrong)" = 403
    test "$(answer /sign-in -d case=Cairn --data-urlencode "passphrase=$(cat words)")" = 303
    test "$(ask /people)" = 200
    cairn start --no-browser >other
    test "$(cat other)" = "$(cat origin)/"
'

test_expect_success 'lock ends every session, wipes the memory and keeps the address' '
    test "$(ask /cases/begin)" = 200
    secret="kolibri-$(head -c 8 /dev/urandom | od -An -tx1 | tr -d " \n")"
    field=$(sed -n "s/.*id=\"f-\([a-z_]*\)\".*/\1/p" page | head -n 1)
    answer /cases/begin --data-urlencode "$field=$secret" >/dev/null
    ask / >/dev/null
    in_memory() {
        # Of root only; the process refuses to be looked at by others.
        python3 - "$(cat pid)" "$1" <<END
import sys
pid, word = sys.argv[1], sys.argv[2].encode()
found = 0
with open(f"/proc/{pid}/mem", "rb") as mem:
    for line in open(f"/proc/{pid}/maps"):
        span, mode = line.split()[:2]
        if mode[0] != "r" or "[v" in line:
            continue
        a, b = (int(x, 16) for x in span.split("-"))
        if b - a > 1 << 30:
            continue
        try:
            mem.seek(a)
            found += mem.read(b - a).count(word)
        except OSError:
            pass
print(found)
END
    }
    if [ "$(id -u)" -eq 0 ] && command -v python3 >/dev/null; then
        test "$(in_memory "$(echo "$secret" | cut -c1-14)")" -gt 0
        test "$(in_memory "$(cat words)")" -ge 0
    fi
    test "$(ask /)" = 200
    test "$(answer /lock)" = 303
    test_grep "^Clear-Site-Data:" head
    test "$(ask /people)" = 303
    test_grep "^Location: /sign-in" head
    test "$(ask /sign-in)" = 200
    if [ "$(id -u)" -eq 0 ] && command -v python3 >/dev/null; then
        test "$(in_memory "$(echo "$secret" | cut -c1-14)")" -eq 0
        test "$(in_memory "$(cat words)")" -eq 0
    fi
    test "$(answer /sign-in --data-urlencode "passphrase=$(cat words)")" = 303
    test "$(ask /people)" = 200
    start_end
'

test_expect_success 'the example is a demonstration of its own, made once' '
    start_begin start
    come_in "$(cat link)"
    test "$(answer /begin/example)" = 303
    test "$(ask /sign-in)" = 200
    test_grep "Open the example" page
    test "$(answer /sign-in --data-urlencode "passphrase=this passphrase is no secret")" = 303
    test "$(ask /documents)" = 200
    test_grep "DEMONSTRATION" page
    test "$(grep -c "href=./documents/[0-9a-z]\{26\}" page)" -ge 1
    start_end
    echo "this passphrase is no secret" >public
    cairn -C "$HOME/.local/share/cairn/example" --passphrase-file public list documents --json >documents
    test_json "[.. | .id? // empty] | length == 6" documents
    test ! -e "$HOME/.local/share/cairn/example.making"
'

test_expect_success 'with two case files only who came by the link sees their names' '
    start_begin start
    test "$(curl -s -o page -w "%{http_code}" "$(cat origin)/sign-in")" = 200
    test_no_grep "Cairn 2|>example<" page
    test "$(curl -s -o page -w "%{http_code}" "$(cat origin)/start")" = 303
    come_in "$(cat link)"
    test_grep "value=.example." page
    test_grep "value=.Cairn." page
    test "$(answer /sign-in -d case=../Cairn -d passphrase=x)" = 403
    start_end
'

test_expect_success 'it locks by itself when nobody is there' '
    start_begin start --lock-after 1
    come_in "$(cat link)"
    test "$(answer /sign-in -d case=Cairn --data-urlencode "passphrase=$(cat words)")" = 303
    test "$(ask /people)" = 200
    sleep 68
    cairn start --no-browser >other
    test_grep "/sign-in/[0-9a-f]{64}" other
    test "$(ask /people)" = 303
    start_end
'

test_expect_success 'the time until it locks is set on a page, and kept' '
    start_begin start
    come_in "$(cat link)"
    test "$(answer /sign-in -d case=Cairn --data-urlencode "passphrase=$(cat words)")" = 303
    test "$(ask /more)" = 200
    test_grep "name=.minutes. value=.10." page
    cp page more
    test "$(answer /more/lock-after -d minutes=0)" = 422
    cp more page
    test "$(answer /more/lock-after -d minutes=25)" = 303
    test "$(cat "$HOME/.local/state/cairn/lock-after")" = 25
    test "$(ask /more)" = 200
    test_grep "name=.minutes. value=.25." page
    test "$(answer /lock)" = 303
    test "$(ask /sign-in)" = 200
    test "$(answer /sign-in --data-urlencode "passphrase=$(cat words)")" = 303
    test "$(ask /more)" = 200
    test_grep "name=.minutes. value=.25." page
    start_end
'

test_expect_success 'what a stopped program left half made is cleared away' '
    mkdir -p "$HOME/.local/share/cairn/Cairn 2.making/files"
    echo half >"$HOME/.local/share/cairn/Cairn 2.making/journal.db"
    start_begin start
    come_in "$(cat link)"
    test "$(ask /begin/passphrase)" = 200
    test "$(answer /begin/passphrase -d own=short -d again=short -d noted=yes)" = 422
    test "$(answer /begin/passphrase -d own=correct+horse+staple -d again=other -d noted=yes)" = 422
    test "$(answer /begin/passphrase -d own=passwordpassword -d again=passwordpassword -d noted=yes)" = 422
    test_grep "This is weak" page
    test "$(answer /begin/passphrase -d noted=)" = 422
    test "$(answer /begin/passphrase -d own=seven+herons+over+the+frozen+reservoir \
        -d again=seven+herons+over+the+frozen+reservoir -d noted=yes)" = 200
    test_grep "strong" page
    test ! -e "$HOME/.local/share/cairn/Cairn 2.making"
    test -s "$HOME/.local/share/cairn/Cairn 2/keys"
    start_end
'

test_done
