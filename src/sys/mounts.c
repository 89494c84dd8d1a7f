/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sys/mounts.h"

#include "base/utf8.h"
#include "sys/file.h"

enum { MOUNTS_MAX = 1 << 20 };

static bool is_octal(struct str s, isize at)
{
    for (isize i = at; i < at + 3; i++)
        if (i >= s.n || s.p[i] < '0' || s.p[i] > '7')
            return false;
    return true;
}

static struct str unescape(struct str s, struct arena *a)
{
    char *p = NEWN(a, char, s.n + 1);
    isize n = 0;
    for (isize i = 0; i < s.n; i++)
        if (s.p[i] == '\\' && is_octal(s, i + 1)) {
            p[n++] = (char)((s.p[i + 1] - '0') * 64 + (s.p[i + 2] - '0') * 8 + s.p[i + 3] - '0');
            i += 3;
        } else {
            p[n++] = s.p[i];
        }
    return (struct str){p, n};
}

static bool is_for_people(struct str path)
{
    return str_starts(path, S("/media/")) || str_starts(path, S("/run/media/")) ||
           str_starts(path, S("/mnt/"));
}

static bool is_writable(struct str options)
{
    struct str one, rest;
    str_cut(options, ',', &one, &rest); /* rw or ro comes first: fs/proc_namespace.c */
    return str_eq(one, S("rw"));
}

void mounts_parse(struct str_list *out, struct str text, struct arena *a)
{
    struct str line;
    while (str_line(&text, &line)) {
        struct str device, rest, path, type, options;
        if (!str_cut(line, ' ', &device, &rest) || !str_cut(rest, ' ', &path, &rest) ||
            !str_cut(rest, ' ', &type, &rest))
            continue;
        str_cut(rest, ' ', &options, &rest);
        path = unescape(path, a);
        if (is_for_people(path) && is_writable(options) && utf8_is_valid(path))
            str_list_add(out, path, a);
    }
}

bool mounts_removable(struct str_list *out, struct sys *s, struct arena *a, struct err *err)
{
    struct str text;
    struct err none = {0};
    struct str_list l = {0};
    if (file_read(&text, s, S("/proc/self/mounts"), MOUNTS_MAX, a, &none))
        mounts_parse(&l, text, a);
    else if (none.code != E_NOTFOUND) /* a system without /proc has none that we know */
        return err_copy(err, &none);
    *out = l;
    return true;
}
