# SPDX-License-Identifier: GPL-3.0-or-later
# messages.awk - the English texts that C files and views show, one a line, escaped as in C and PO.
#   TR("one" "two")   N_("...")   err_detail(err, "...")   and in src/base/err.c the last string of each line of the table
#   {{_ text}}  {{_ text|n=#n}}   in *.view.html
# Each line: FILE:LINE <tab> TEXT

# The string literals at the start of s (after white space), joined; rest is what follows them.
function literals(s,    out, lit) {
    out = ""
    taken = 0
    while (match(s, /^[ \t\n]*"([^"\\]|\\.)*"/)) {
        lit = substr(s, RSTART, RLENGTH)
        s = substr(s, RSTART + RLENGTH)
        sub(/^[ \t\n]*"/, "", lit)
        sub(/"$/, "", lit)
        out = out lit
        taken = 1
    }
    rest = s
    return out
}
function say(text) {
    if (text != "")
        printf "%s:%d\t%s\n", FILENAME, line, text
}
function c_code(s,    text) {
    line = 1
    while (match(s, /"([^"\\\n]|\\.)*"|'([^'\\\n]|\\[^'\n]|\\')'|\/\*|\n|(^|[^A-Za-z0-9_])(TR|N_|err_detail)\(/)) {
        found = substr(s, RSTART, RLENGTH)
        s = substr(s, RSTART + RLENGTH)
        if (found == "/*") {
            end = index(s, "*/")
            comment = substr(s, 1, end)
            s = substr(s, end + 2)
            line += gsub(/\n/, "", comment)
        } else if (found ~ /\($/) {
            line += (substr(found, 1, 1) == "\n")
            before = s
            if (found ~ /err_detail/)
                sub(/^[^",()]*,/, "", s) # the struct err
            text = literals(s)
            if (taken && rest ~ /^[ \t\n]*[,)]/) {
                if (text !~ /^%[.*]*s$/)
                    say(text)
                line += gsub(/\n/, "", before) - gsub(/\n/, "&", rest)
                s = rest
            }
        } else if (found == "\n") {
            line++
        }
    }
}
function err_table(s,    rows, n, i) {
    n = split(s, rows, "\n")
    for (i = 1; i <= n; i++) {
        line = i
        if (rows[i] ~ /^ *\[E_[A-Z]*\] *=/ && match(rows[i], /"([^"\\]|\\.)*"},?$/)) {
            sub(/"},?$/, "", rows[i])
            say(substr(rows[i], RSTART + 1))
        }
    }
}
function view(s,    rows, n, i, text) {
    n = split(s, rows, "\n")
    for (i = 1; i <= n; i++) {
        line = i
        while ((at = index(rows[i], "{{_ ")) > 0) {
            rows[i] = substr(rows[i], at + 4)
            text = substr(rows[i], 1, index(rows[i], "}}") - 1)
            sub(/\|[a-z_]*=.*$/, "", text)
            # a view's text is plain, C's and PO's is escaped
            gsub(/\\/, "\\\\", text)
            gsub(/"/, "\\\"", text)
            say(text)
        }
    }
}
function flush_file() {
    if (FILENAME ~ /\.view\.html$/)
        view(all)
    if (FILENAME ~ /base\/err\.c$/)
        err_table(all)
    c_code(all)
}
BEGIN {
    RS = "\001" # a file is one record
}
{
    all = $0
    if (FILENAME !~ /lang\/msg\.h$/)
        flush_file()
}
