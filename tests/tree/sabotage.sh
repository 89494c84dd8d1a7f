#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# sabotage.sh - every check of the tree can fail: each fault, alone in a small good tree, is found.
# The small tree is made here, so that nothing in the real one is touched.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
count=0 failed=0
licence='SPDX-License-Identifier: GPL-3.0-or-later'

# A tree in which every check finds nothing.
plant() {
    rm -rf "$tmp/t"
    mkdir -p "$tmp/t" && cd "$tmp/t" || exit 1
    mkdir -p src/base src/know src/web src/cli docs tests/tree tests/cli build/src/know build/src/base
    cp "$root/.clang-format" "$root/.clang-tidy" .
    cp "$root/tests/.clang-tidy" tests/
    cp "$here/symbols.txt" tests/tree/
    for room in base know web cli; do echo "# $room" >src/$room/README.md; done
    printf '/* %s */\n#ifndef BASE_SUM_H\n#define BASE_SUM_H\n\nint sum(int a, int b);\n\n#endif\n' "$licence" >src/base/sum.h
    printf '/* %s */\n#include "base/sum.h"\n\nint sum(int a, int b)\n{\n    return a + b;\n}\n' "$licence" >src/know/sum.c
    printf '/* %s */\n' "$licence" >src/cli/cmd_help.c
    printf '# %s\ncairn help\n' "$licence" >tests/cli/t900-help.sh
    printf '.\\" x\n.Dd January 1, 2026\n.Dt CAIRN 1\n.Os\n.Sh NAME\n.Nm cairn\n.Nd test\n.Sh OPTIONS\n.Fl Fl json\n.Sh COMMANDS\n.Ss help\n.Fl Fl all\n.Sh EXIT STATUS\n.Bl -tag -width Ds\n.It 0\nfine\n.El\n' >docs/cairn.1
    printf '[page](cairn.1)\nsee `base/sum.h`\n' >docs/README.md
    cat >build/src/cairn <<'EOF'
#!/bin/sh
echo '{"commands":[{"name":"help","options":[{"name":"all"}]}],"options":[{"name":"json"}],"statuses":[{"status":0}]}'
EOF
    chmod +x build/src/cairn
    mkdir po
    printf 'msgid "Open"\nmsgstr "열기"\n' >po/ko.po
    cp po/ko.po po/zh-Hans.po
    cp po/ko.po po/zh-Hant.po
    compile
    printf '[{"directory":"%s","file":"../src/know/sum.c","output":"sum.o","command":"cc -std=gnu17 -I../src -c ../src/know/sum.c"}]\n' \
        "$tmp/t/build" >build/compile_commands.json
}
compile() {
    cc -std=gnu17 -D_GNU_SOURCE -O1 -Isrc -w -c src/know/sum.c -o "$tmp/sum.o" &&
        rm -f build/src/know/libknow.a && ar rcs build/src/know/libknow.a "$tmp/sum.o"
}

result() { # OK TITLE
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - $2"
    else
        echo "not ok $count - $2"
        sed 's/^/# | /' "$tmp/out"
        failed=$((failed + 1))
    fi
}

good() { # CHECK
    plant
    "$here/$1.sh" "$tmp/t" build >"$tmp/out" 2>&1
    result $? "$1 finds nothing in a good tree"
}

# After the fault the check must end with 1 and say the words.
bad() { # CHECK WORDS FAULT
    plant
    eval "$3"
    "$here/$1.sh" "$tmp/t" build >"$tmp/out" 2>&1
    status=$?
    [ $status -eq 1 ] && grep -qF -e "$2" "$tmp/out"
    result $? "$1 finds: $2"
}

source_line() { # LINE: at the end of the one source
    printf '%s\n' "$1" >>src/know/sum.c
}
body() { # STATEMENT: into its function
    sed -i "s|    return a + b;|    $1|" src/know/sum.c
}

for check in layers symbols sizes spdx words headers format docs commands messages screen tidy; do good $check; done

bad layers 'know may not use web' 'source_line "#include \"web/page.h\""'
bad layers 'write the room' 'source_line "#include \"sum.h\""'
bad layers 'is on no floor' 'mkdir src/attic; cp src/know/sum.c src/attic/'

bad symbols 'calls open' 'source_line "#include <fcntl.h>
int peek(void) { return open(\"x\", 0); }"; compile'
bad symbols 'calls sqlite3_exec' 'source_line "int sqlite3_exec(void);
int peek(void) { return sqlite3_exec(); }"; compile'
bad symbols 'calls strtol' 'source_line "#include <stdlib.h>
int peek(const char *s) { return (int)strtol(s, 0, 0); }"; compile'
bad symbols 'calls malloc' 'source_line "#include <stdlib.h>
void *peek(void) { return malloc(3); }"; compile'
bad symbols 'writable global: counter' 'source_line "int counter;"; compile'
bad symbols 'writable global: seen' 'source_line "int peek(void) { static int seen; return seen++; }"; compile'

bad symbols 'know/deep: calls zip_open' 'source_line "int zip_open(void);
int peek(void) { return zip_open(); }"; compile; mkdir build/src/know/in; mv build/src/know/libknow.a build/src/know/in/libdeep.a'

bad sizes 'more than 800 lines' 'yes "/* a line */" | head -n 800 >>src/know/sum.c'
bad sizes 'know/sum.c:5: 70 lines' 'for i in $(seq 67); do sed -i "5a a += $i;" src/know/sum.c; done'
bad sizes 'no README.md' 'rm src/know/README.md'

bad spdx 'src/know/sum.c:1' 'sed -i 1d src/know/sum.c'
bad spdx 'empty' ': >src/know/none.c'

bad words 'unfinished' 'source_line "/* TO""DO: mend */"'
bad words 'unfinished' 'source_line "/* good for no""w */"'
bad words 'registry host' 'echo "from https://registry.np""mjs.org/" >>docs/README.md'
bad words 'path of a machine' 'echo "see /ho""me/kim/cairn" >>docs/README.md'
bad words 'issue number' 'source_line "/* fix""es #12 */"'
bad words 'a // comment' 'source_line "int x; /""/ said so"'

bad headers 'base/sum.h' 'sed -i "s/int b/isize b/" src/base/sum.h'
bad headers 'its guard is not BASE_SUM_H' 'sed -i s/BASE_SUM_H/SUM_H/ src/base/sum.h'

bad format 'clang-format' 'body "return a+b;"'

bad docs 'there is no base/gone.h' 'echo "see \`base/gone.h\`" >>docs/README.md'
bad docs 'there is no gone.md' 'echo "[x](gone.md)" >>docs/README.md'
bad docs 'does not list more.md' 'echo more >docs/more.md'
bad docs 'cairn.1' 'echo ".Zz" >>docs/cairn.1'

bad commands "no section for 'help'" 'sed -i s/^.Ss.help/.Ss.hepl/ docs/cairn.1; sed -i "s/^.Ss.hepl/.Ss hepl/" docs/cairn.1'
bad commands "lacks --all" 'sed -i /Fl.Fl.all/d docs/cairn.1'
bad commands "has no option --more" 'sed -i "s/Fl Fl all/Fl Fl all Fl Fl more/" docs/cairn.1'
bad commands "lacks exit status 0" 'sed -i /^.It.0/d docs/cairn.1'
bad commands "nothing runs 'cairn help'" 'sed -i "s/cairn help/true/" tests/cli/t900-help.sh'
bad commands "no cmd_help.c" 'rm src/cli/cmd_help.c'

bad messages 'not in po/ko.po: Closed' 'source_line "const char *t = TR(\"Closed\");"'
bad messages 'not in po/ko.po: No %s here.' 'source_line "bool f(void) { return err_detail(err, \"No %s here.\", x); }"'
bad messages 'not the same put into: {n} left' 'printf "\nmsgid \"{n} left\"\nmsgstr \"left\"\n" >>po/zh-Hans.po'

bad screen 'first-case.md:1: no such word on the screen: Shut' 'mkdir docs/manual; source_line "const char *t = TR(\"Open\");"; echo "**Open**, **Shut**" >docs/manual/first-case.md'
bad screen 'no such word on the screen: 닫기' 'mkdir docs/manual; source_line "const char *t = TR(\"Open\");"; echo "**열기**, **닫기**" >docs/manual/first-case.ko.md'
bad screen 'no such word on the screen: 열기' 'mkdir docs/manual; echo "**열기**" >docs/manual/first-case.ko.md'

bad tidy 'readability-function-cognitive-complexity' 'body "for (int i = 0; i < 3; i++) { if (a) { if (b) { for (;;) { if (a > b) { while (b) { if (a \\&\\& b) { if (i) { return 1; } } } } } } } } return 0;"'
bad tidy 'readability-identifier-naming' 'source_line "int BigName(void);
int BigName(void) { return 1; }"'

# Once found clean a file is not looked at again; changed, it is.
plant
"$here/tidy.sh" "$tmp/t" build >"$tmp/out" 2>&1 && "$here/tidy.sh" "$tmp/t" build >"$tmp/out" 2>&1 &&
    grep -q '^tidy: 0 of 1 ' "$tmp/out" && source_line '/* more */' &&
    "$here/tidy.sh" "$tmp/t" build >"$tmp/out" 2>&1 && grep -q '^tidy: 1 of 1 ' "$tmp/out"
result $? "tidy looks only at what changed"

echo "1..$count"
[ $failed -eq 0 ]
