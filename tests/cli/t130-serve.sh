#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# cairn serve: the link, the socket, the end. What the pages hold is tested in tests/unit/web and tests/web.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
test_case_file

# Start a server in the background; its link is then in the file 'link'.
serve_begin() { # OPTION...
    rm -f link
    # Without 'exec' the signal would end a shell and not the program.
    (exec cairn --passphrase-file pass serve --print-link "$@" >"link" 2>serve.err) &
    server=$!
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        [ -s link ] && return 0
        sleep 0.2
    done
    cat serve.err
    return 1
}
serve_end() { # SIGNAL
    kill -s "$1" "$server"
    wait "$server"
}

test_expect_success 'serve prints an address of this computer with a link, and ends well when it is told to' '
    serve_begin
    test_grep "^http://127\.0\.0\.1:[0-9]+/sign-in/[0-9a-f]{64}$" link
    serve_end TERM
'

test_expect_success 'a port is taken as asked, and told when it is not free' '
    serve_begin
    port=$(sed "s,.*127.0.0.1:\([0-9]*\)/.*,\1," link)
    test_expect_code 6 vault serve --port "$port" >out 2>err
    test_empty out
    serve_end TERM
    serve_begin --port "$port"
    test_grep ":$port/" link
    serve_end TERM
'

test_expect_success 'a socket is for its owner only, and is taken away at the end' '
    serve_begin --socket sock
    test "$(stat -c %a sock)" = 600
    test_grep "^http://localhost/sign-in/" link
    test_expect_code 6 vault serve --socket sock 2>err
    serve_end INT
    test ! -e sock
'

test_expect_success 'a file is not mistaken for a socket that was left' '
    echo precious >file
    test_expect_code 6 vault serve --socket file 2>err
    test_grep precious file
    test_expect_code 2 vault serve --socket sock --port 8300 2>err
'

if command -v curl >/dev/null; then
    test_expect_success 'the link signs in once, and nobody gets a page without it' '
        serve_begin --socket sock
        ask() { curl -s -o page -w "%{http_code}" --unix-socket sock -b jar -c jar "$@"; }
        test "$(ask http://localhost/people)" = 303
        test "$(ask "$(cat link)")" = 303
        test "$(ask http://localhost/people)" = 200
        test_grep "</html>" page
        rm jar
        test "$(ask "$(cat link)")" = 403
        test "$(ask -H "Host: evil.example" http://localhost/people)" = 421
        serve_end TERM
    '
else
    test_skip 'the link signs in once, and nobody gets a page without it' 'curl is not there'
fi

test_done
