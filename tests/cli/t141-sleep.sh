#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The lid is closed: an open server wipes its keys before the computer sleeps, and holds it awake until then.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

fake=$(dirname "$CAIRN")/../tests/cli/fake_logind
for tool in dbus-daemon curl "$fake"; do
    if ! command -v "$tool" >/dev/null; then
        test_skip 'the computer sleeps' "$tool is not there"
        test_done
    fi
done

# Nothing stays behind, whatever fails.
trap 'for p in bus.pid fake.pid pid; do [ ! -s $p ] || kill "$(cat $p)" 2>/dev/null; done; rm -rf "$scratch"' EXIT

wait_for() { # WORDS FILE: for ten seconds
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        grep -q "$1" "$2" 2>/dev/null && return 0
        sleep 0.5
    done
    echo "no '$1' in $2"
    cat "$2"
    return 1
}
bus_begin() {
    cat >bus.conf <<END
<busconfig><type>system</type><listen>unix:path=$PWD/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>
END
    dbus-daemon --config-file="$PWD/bus.conf" --nofork --nopidfile 2>bus.err &
    echo $! >bus.pid
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        [ -S bus ] && break
        sleep 0.1
    done
    rm -f to_fake
    mkfifo to_fake
    # Opened for both ways, so that it neither waits nor ends with the first writer.
    DBUS_SYSTEM_BUS_ADDRESS="unix:path=$PWD/bus" "$fake" <>to_fake >fake.out 2>&1 &
    echo $! >fake.pid
    wait_for ready fake.out
}
server_begin() {
    rm -f link jar
    (DBUS_SYSTEM_BUS_ADDRESS="unix:path=$PWD/bus" exec cairn start --no-browser --weak-laptop >link 2>start.err) &
    echo $! >pid
    wait_for sign-in link
    sed "s,/sign-in/.*,," link >origin
}
ask() { # PATH [CURL-OPTION...]
    path=$1
    shift
    curl -s --retry 5 -o page -w '%{http_code}' -b jar -c jar "$@" "$(cat origin)$path"
}
sign_in() {
    test "$(ask /sign-in)" = 200
    token=$(sed -n 's,.*action="/sign-in"><input type="hidden" name="csrf" value="\([0-9a-f]*\)".*,\1,p' page | head -n 1)
    test "$(ask /sign-in -d "csrf=$token" --data-urlencode "passphrase@pass")" = 303
}
lets() {
    grep -c '^let' fake.out || true
}

test_expect_success 'a server takes a lock that delays sleep' '
    mkdir -p "$HOME/.local/share/cairn"
    printf "correct horse battery staple" >pass
    cairn init --weak-laptop --passphrase-file pass "$HOME/.local/share/cairn/Cairn" >init
    bus_begin
    server_begin
    wait_for "held Cairn" fake.out
'

test_expect_success 'while it is locked it lets the computer sleep at once, and takes the lock again after waking' '
    echo sleep >to_fake
    wait_for "^let" fake.out
    echo wake >to_fake
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        [ "$(grep -c held fake.out)" -eq 2 ] && break
        sleep 0.2
    done
    test "$(grep -c held fake.out)" -eq 2
'

test_expect_success 'an open one locks first, and lets the computer sleep when its memory is new' '
    sign_in
    test "$(ask /people)" = 200
    before=$(lets)
    began=$(date +%s%N)
    echo sleep >to_fake
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do
        [ "$(lets)" -gt "$before" ] && break
        sleep 0.1
    done
    echo "# the computer was held awake for at most $((($(date +%s%N) - began) / 1000000)) ms" >took
    test "$(lets)" -gt "$before"
    # It is the same process with a new program in it, and that one has no session.
    kill -0 "$(cat pid)"
    test "$(ask /people)" = 303
'

cat took 2>/dev/null

test_expect_success 'begun anew it takes the lock again, and opens as before' '
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        [ "$(grep -c held fake.out)" -eq 3 ] && break
        sleep 0.2
    done
    test "$(grep -c held fake.out)" -eq 3
    echo wake >to_fake
    sign_in
    test "$(ask /people)" = 200
'

test_expect_success 'a bus that goes away is no reason to stop: the timer stays' '
    kill "$(cat bus.pid)"
    sleep 1
    test "$(ask /people)" = 200
    kill "$(cat pid)"
'

test_expect_success 'no bus at all is no reason not to begin' '
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        [ -e "$HOME/.local/state/cairn/start.socket" ] || break
        sleep 0.3
    done
    server_begin
    sign_in
    test "$(ask /people)" = 200
    kill "$(cat pid)"
'

test_done
