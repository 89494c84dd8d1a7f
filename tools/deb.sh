#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# deb.sh [BUILD [OUT]] - the package that people install: OUT/cairn_VERSION_ARCH.deb from a built tree.
#
# It needs dpkg-deb and nothing from the network. What it depends on is read from what the programs link to.
# The same tree gives the same bytes: times are those of the last commit (or SOURCE_DATE_EPOCH).
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
build=$(realpath "${1:-$top/build}")
out=${2:-$build}
mkdir -p "$out"
out=$(realpath "$out")
cd "$top"
umask 022
version=$(sed -n "s/^ *version: '\([0-9][0-9.]*\)',\$/\1/p" meson.build)
arch=$(dpkg --print-architecture)
parser=$build/src/read/format/cairn-parse
for file in "$build/src/cairn" "$build/src/cairn-sleep" "$parser"; do
    [ -x "$file" ] || {
        echo "deb.sh: there is no $file; 'make' builds it" >&2
        exit 1
    }
done
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH="$epoch"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root

put() { # FILE TARGET [MODE]
    install -D -m "${3:-644}" "$1" "$root/$2"
}
put_gz() { # FILE TARGET
    mkdir -p "$(dirname "$root/$2")"
    gzip -9nc "$1" >"$root/$2.gz"
}
put_program() { # FILE TARGET
    put "$1" "$2" 755
    strip --strip-unneeded -R .comment -R .note "$root/$2"
}

put_program "$build/src/cairn" usr/bin/cairn
put_program "$parser" usr/libexec/cairn/cairn-parse
put_program "$build/src/cairn-sleep" usr/libexec/cairn/cairn-sleep
programs="usr/bin/cairn usr/libexec/cairn/cairn-parse usr/libexec/cairn/cairn-sleep"
put assets/completion/cairn.bash usr/share/bash-completion/completions/cairn
put assets/cairn.svg usr/share/icons/hicolor/scalable/apps/cairn.svg
put assets/cairn.desktop usr/share/applications/cairn.desktop
put_gz docs/cairn.1 usr/share/man/man1/cairn.1
put README.md usr/share/doc/cairn/README.md

# The binary form of SQLCipher must carry its licence; its own source holds the text.
sqlcipher_licence() {
    sed -n '/Copyright (c) .*ZETETIC LLC/,/^\*\//s/^\*\* \{0,1\}//p' \
        node_modules/@journeyapps/sqlcipher/deps/sqlcipher-amalgamation/sqlite3.c |
        awk '/SUCH DAMAGE/ { print; exit } { print }'
}
as_field() {
    sed -e 's/[ \t]*$//' -e 's/^$/./' -e 's/^/ /'
}
{
    cat <<COPYRIGHT
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Cairn

Files: *
Copyright: the authors of Cairn
License: GPL-3.0+
 On Debian systems the text of the GNU General Public License, version 3, is in
 /usr/share/common-licenses/GPL-3. You may use any later version instead.
Comment:
$(as_field <NOTICE)

Files: usr/bin/cairn
Copyright: the authors of Cairn; for the encrypted store in it, Zetetic LLC; SQLite is in the public domain
License: GPL-3.0+ and BSD-3-clause
 The store in it is SQLCipher:
 .
$(sqlcipher_licence | as_field)
COPYRIGHT
} >"$work/copyright"
grep -q 'ZETETIC LLC' "$work/copyright" || {
    echo "deb.sh: the licence of SQLCipher is not where it was" >&2
    exit 1
}
put "$work/copyright" usr/share/doc/cairn/copyright
cat >"$work/changelog" <<CHANGELOG
cairn ($version) unstable; urgency=medium

  * Built from the tree of $(date -u -d "@$epoch" +%Y-%m-%d).

 -- The authors of Cairn <cairn@localhost>  $(LC_ALL=C date -u -R -d "@$epoch")
CHANGELOG
put_gz "$work/changelog" usr/share/doc/cairn/changelog

# What the programs link to: with dpkg-shlibdeps the least versions that have every symbol, else by the
# owners of the libraries alone.
linked() {
    if command -v dpkg-shlibdeps >/dev/null; then
        mkdir -p "$work/debian"
        printf 'Source: cairn\n\nPackage: cairn\nArchitecture: any\n' >"$work/debian/control"
        # shellcheck disable=SC2046,SC2086 # lists of names
        (cd "$work" && dpkg-shlibdeps -O -xcairn $(printf "root/%s " $programs) 2>/dev/null) |
            sed -n 's/^shlibs:Depends=//p'
    else
        for file in $programs; do
            ldd "$root/$file"
        done | sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p' | sort -u | while read -r library; do
            dpkg -S "$(realpath "$library")" 2>/dev/null || dpkg -S "*${library#/usr}"
        done | sed 's/:.*//' | sort -u | paste -sd, - | sed 's/,/, /g'
    fi
}
depends=$(linked)
[ -n "$depends" ] || {
    echo "deb.sh: cannot tell what the programs link to" >&2
    exit 1
}

mkdir -p "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<CONTROL
Package: cairn
Version: $version
Architecture: $arch
Maintainer: The authors of Cairn <cairn@localhost>
Installed-Size: $(du -sk --apparent-size "$root/usr" | cut -f1)
Depends: $depends, poppler-data, fonts-nanum, fonts-arphic-uming, fonts-noto-core
Recommends: xdg-utils
Suggests: bash-completion, cups-client
Section: misc
Priority: optional
Description: document people at risk of being sent back, and act for them
 Cairn is one program for small human-rights organisations that document and
 fight refoulement: from reports in English, Korean and Chinese to what each
 source says, to the duty that is breached, to a letter to the official who can
 still act, to the days until the answer.
 .
 It works on an old laptop without a network, in a browser on the same computer
 or on the command line. Everything it keeps is encrypted; every fact stands
 with its source; nothing leaves without consent.
CONTROL
(cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
find "$root" -exec touch -h -d "@$epoch" {} +

deb=$out/cairn_${version}_$arch.deb
dpkg-deb --root-owner-group -Zxz --build "$root" "$deb" >/dev/null
echo "$deb"
