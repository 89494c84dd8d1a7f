#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The package is really installed, used by somebody who never had it, replaced while it runs, and taken away: nothing
# of it is left but that person's case file. Only for root, on a Debian that does not have it already.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

person=cairn-test-$$
why=
if [ "$(id -u)" -ne 0 ]; then
    why='only root installs packages'
elif ! command -v apt-get >/dev/null || ! command -v useradd >/dev/null || ! command -v curl >/dev/null; then
    why='apt-get, useradd or curl is not there'
elif dpkg-query -W -f '${Status}' cairn 2>/dev/null | grep -q ' installed'; then
    why='cairn is installed here already, and this test would take it away'
fi
if [ -n "$why" ]; then
    test_skip 'the package is installed, used and taken away' "$why"
    test_done
fi
built=$(cd "$(dirname "$CAIRN")/.." && pwd)
unset CAIRN_STATE CAIRN_VAULT
home=/home/$person
export built person home

# Whatever fails, no package and nobody stays behind.
leave() {
    [ ! -s "$home/pid" ] || kill "$(cat "$home/pid")" 2>/dev/null
    apt_get purge cairn >/dev/null 2>&1
    userdel -r "$person" 2>/dev/null
    rm -rf "$scratch"
}
trap leave EXIT
apt_get() { # WORDS...
    DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=120 -o Dpkg::Options::=--force-confold \
        --no-install-recommends "$@" </dev/null
}
# A shell of that person, with nothing of ours around it.
as_person() { # SCRIPT
    su -s /bin/sh "$person" -c "cd && exec env -i HOME=$home PATH=/usr/bin:/bin LANG=ko_KR.UTF-8 sh -eu -c '$1'"
}
# The functions of that shell.
cat >browse <<'END'
ask() { # PATH [CURL-OPTION...]
    path=$1
    shift
    curl -s --retry 5 --retry-connrefused -o page -w "%{http_code}" -b jar -c jar "$@" "$(cat origin)$path"
}
answer() { # PATH [CURL-OPTION...]
    token=$(sed -n "s,.*action=\"$1\"[^>]*><input type=\"hidden\" name=\"csrf\" value=\"\([0-9a-f]*\)\".*,\1,p" page | head -n 1)
    ask "$@" -d "csrf=$token"
}
END

test_expect_success 'apt installs it, with what it depends on' '
    "$SOURCE/tools/deb.sh" "$built" . >made
    chmod 755 "$PWD" && chmod 644 "$(cat made)"
    apt_get install "$(cat made)" >apt.out 2>&1 || { cat apt.out; false; }
    test_grep "Setting up cairn" apt.out
    test "$(command -v /usr/bin/cairn)" = /usr/bin/cairn
    dpkg -V cairn >changed
    test_empty changed
'

test_expect_success 'somebody new starts it and makes a case file' '
    useradd -m "$person"
    cp browse "$home/browse"
    as_person "
        (exec cairn start --no-browser --weak-laptop >link 2>err) &
        echo \$! >pid
        for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do [ -s link ] && break; sleep 0.3; done
        sed \"s,/sign-in/.*,,\" link >origin
        . ./browse
        test \"\$(ask \"/\$(sed \"s,.*//[^/]*/,,\" link)\")\" = 303
        test \"\$(ask /begin)\" = 200
        grep -q \"href=\\\"/begin/passphrase.lang=ko\" page
        test \"\$(ask /begin/passphrase)\" = 200
        sed -n \"s,.*class=.drawn.>\\([a-z ]*\\)<.*,\\1,p\" page | head -n 1 >words
        test \"\$(wc -w <words)\" -eq 6
        test \"\$(answer /begin/passphrase -d noted=yes)\" = 200
        test \"\$(ask /people)\" = 200
    "
'

test_expect_success 'a paper is read by the parser of the package, and a manual page is there' '
    cp "$SOURCE/samples/5-conference-paper-ko.pdf" "$home/paper.pdf"
    chmod 644 "$home/paper.pdf"
    as_person "cairn -C .local/share/cairn/Cairn --passphrase-file words add --json paper.pdf >added"
    test_json ".documents[0].state == \"added\" and .documents[0].proposals > 0" "$home/added"
    test -s /usr/share/man/man1/cairn.1.gz
'

test_expect_success 'replaced while it runs, it goes on; locked, it begins anew as the new program and opens again' '
    apt_get install --reinstall "$(cat made)" >apt.out 2>&1 || { cat apt.out; false; }
    test "$(readlink "/proc/$(cat "$home/pid")/exe")" = "/usr/bin/cairn (deleted)"
    as_person "
        . ./browse
        test \"\$(ask /people)\" = 200
        test \"\$(answer /lock)\" = 303
        test \"\$(ask /sign-in)\" = 200
        test \"\$(answer /sign-in --data-urlencode \"passphrase=\$(cat words)\")\" = 303
        test \"\$(ask /documents)\" = 200
    "
    test "$(readlink "/proc/$(cat "$home/pid")/exe")" = /usr/bin/cairn
    kill "$(cat "$home/pid")"
'

test_expect_success 'taken away, it leaves nothing but the case file of that person' '
    dpkg -L cairn >files
    apt_get purge cairn >apt.out 2>&1 || { cat apt.out; false; }
    while read -r file; do
        [ ! -d "$file" ] || case $file in *cairn*) echo "$file" ;; *) false ;; esac || continue
        [ ! -e "$file" ] || echo "$file"
    done <files >left
    test_empty left
    test -z "$(dpkg-query -W -f "\${Status}" cairn 2>/dev/null | grep -v not-installed)"
    test -s "$home/.local/share/cairn/Cairn/keys"
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        pgrep -u "$person" >running || break
        sleep 0.5
    done
    test_empty running
'

test_done
