#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# first-case.sh [BUILD-DIR] - the pictures of the manual page "Your first case", in English and Korean, taken anew
# while tests/web/test_hour.mjs plays that hour. Behind 'make first-case'; needs what the browser tests need, and
# ImageMagick to make the pictures small.
set -eu
cd "$(dirname "$0")/.."
build=$(realpath "${1:-build}")
names='call noted check differ case letter ready sent home'
most=60000 # bytes of a picture
if ! command -v convert >/dev/null; then
    echo "first-case.sh: there is no 'convert' (ImageMagick): apt-get install imagemagick" >&2
    exit 1
fi
taken=$(mktemp -d)
trap 'rm -rf "$taken"' EXIT
PICTURES=$taken tests/web/run.sh "$build" test_hour.mjs
for lang in en ko; do
    for name in $names; do
        picture=docs/pictures/first-case-$name.$lang.png
        convert "$taken/$name.$lang.png" -strip -colors 24 "PNG8:$picture"
        size=$(wc -c <"$picture")
        if [ "$size" -gt "$most" ]; then
            echo "first-case.sh: $picture has $size bytes, more than $most" >&2
            exit 1
        fi
    done
done
echo "The pictures are in docs/pictures: look at them."
