#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The package that people install: what is in it, what it asks for, and that the unpacked program works.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

if ! command -v dpkg-deb >/dev/null; then
    test_skip 'the package is built' 'dpkg-deb is not there'
    test_done
fi
built=$(cd "$(dirname "$CAIRN")/.." && pwd)
version=$(sed -n "s/^ *version: '\(.*\)',\$/\1/p" "$SOURCE/meson.build")
export built version

test_expect_success 'the package is built, and its version is that of the program' '
    "$SOURCE/tools/deb.sh" "$built" out >made
    deb=$(cat made)
    test "$deb" = "$PWD/out/cairn_${version}_$(dpkg --print-architecture).deb"
    test "$(dpkg-deb -f "$deb" Version)" = "$version"
    cairn --version >said
    grep -F "$version" said
    mv "$deb" cairn.deb
'

test_expect_success 'what people look for is where Debian puts it, and nothing else is in it' '
    dpkg-deb -c cairn.deb | sed "s/.* \.\//\//" | grep -v "/\$" | sort >got
    cat >want <<END
/usr/bin/cairn
/usr/libexec/cairn/cairn-parse
/usr/libexec/cairn/cairn-sleep
/usr/share/applications/cairn.desktop
/usr/share/bash-completion/completions/cairn
/usr/share/doc/cairn/README.md
/usr/share/doc/cairn/changelog.gz
/usr/share/doc/cairn/copyright
/usr/share/icons/hicolor/scalable/apps/cairn.svg
/usr/share/man/man1/cairn.1.gz
END
    test_cmp want got
'

test_expect_success 'everything belongs to root, and only programs can be run' '
    dpkg-deb -c cairn.deb >list
    awk "\$1 ~ /^-/ && \$2 != \"root/root\"" list >bad
    test_empty bad
    awk "\$1 ~ /^-rwx/ { print \$1, \$NF }" list >programs
    test "$(wc -l <programs)" -eq 3
    awk "\$1 !~ /^(-rw-r--r--|-rwxr-xr-x|drwxr-xr-x)\$/" list >bad
    test_empty bad
'

test_expect_success 'the fields are in order, and no script of the package runs as root' '
    dpkg-deb -I cairn.deb >info
    for field in Maintainer Section Priority Description Installed-Size Depends; do
        test -n "$(dpkg-deb -f cairn.deb $field)"
    done
    dpkg-deb --ctrl-tarfile cairn.deb | tar -t | sed "s,^\./,," | grep . | sort >control
    printf "control\nmd5sums\n" >want
    test_cmp want control
    dpkg-deb -f cairn.deb Description >description
    test "$(awk "length > 80" description | wc -l)" -eq 0
'

test_expect_success 'it asks for the owner of every library that the programs link to, and for fonts' '
    dpkg-deb -x cairn.deb root
    dpkg-deb -f cairn.deb Depends | tr "," "\n" | sed "s/^ *//; s/ .*//" >depends
    for package in fonts-nanum fonts-arphic-uming fonts-noto-core poppler-data; do
        grep -x "$package" depends
    done
    for program in root/usr/bin/cairn root/usr/libexec/cairn/*; do
        # What is linked to directly; what those need is their own affair.
        objdump -p $program | sed -n "s/^ *NEEDED *//p" | while read -r library; do
            path=$(ldd $program | sed -n "s,^.*$library => \(/[^ ]*\) .*,\1,p")
            [ -n "$path" ] || continue
            # Libraries moved from /lib to /usr/lib, and packages name either.
            owner=$( (dpkg -S "$path" || dpkg -S "/usr$path") 2>/dev/null | sed "s/:.*//")
            grep -x "$owner" depends || exit 1
        done
    done
'

test_expect_success 'its sums are right and the licence of what is built in comes with it' '
    dpkg-deb -e cairn.deb control.d
    (cd root && md5sum --quiet -c ../control.d/md5sums)
    test_grep "GPL-3" root/usr/share/doc/cairn/copyright
    test_grep "ZETETIC LLC" root/usr/share/doc/cairn/copyright
    test_grep "GeoNames" root/usr/share/doc/cairn/copyright
    gzip -dc root/usr/share/doc/cairn/changelog.gz | grep -F "cairn ($version)"
    gzip -dc root/usr/share/man/man1/cairn.1.gz | grep "^.Ss start"
'

test_expect_success 'the menu entry starts the program, under names in four languages' '
    entry=root/usr/share/applications/cairn.desktop
    test_grep "^Exec=cairn start\$" "$entry"
    test_grep "^Icon=cairn\$" "$entry"
    for key in "Name" "Comment" "GenericName"; do
        for language in "" "\[ko\]" "\[zh_CN\]" "\[zh_TW\]"; do
            test_grep "^$key$language=." "$entry"
        done
    done
    if command -v desktop-file-validate >/dev/null; then desktop-file-validate "$entry"; fi
'

test_expect_success 'the same tree gives the same package' '
    "$SOURCE/tools/deb.sh" "$built" again >made
    cmp cairn.deb "$(cat made)"
'

test_expect_success 'the unpacked program makes a case file and reads a PDF with the parser beside it' '
    program=$PWD/root/usr/bin/cairn
    echo "correct horse battery staple" >pass
    CAIRN_STATE=$PWD/state
    export CAIRN_STATE
    "$program" init --json --passphrase-file pass --weak-laptop case >init
    "$program" -C case --passphrase-file pass add --json "$SOURCE/samples/5-conference-paper-ko.pdf" >added
    test_json ".documents[0].state == \"added\" and .documents[0].proposals > 0" added
    mv root/usr/libexec/cairn/cairn-parse aside
    test_must_fail "$program" -C case --passphrase-file pass add "$SOURCE/samples/5-conference-paper-ko.pdf"
    mv aside root/usr/libexec/cairn/cairn-parse
'

test_done
