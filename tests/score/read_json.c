/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * read_json DIR FILE...: the reading of each text file as JSON, to FILE with .json for .txt in the
 * directory given first. How long each took goes to stderr.
 */
#include "read/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { OUT_MAX = 1 << 26 };

static bool file_read(const char *path, struct arena *a, struct str *out)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    char *p = NEWN(a, char, READING_MAX + 1);
    size_t n = fread(p, 1, READING_MAX, f);
    bool ok = !ferror(f);
    fclose(f);
    *out = (struct str){p, (isize)n};
    return ok;
}

static bool one(const char *dir, const char *path, struct arena *a, struct err *err)
{
    struct str text;
    struct reading r;
    if (!file_read(path, a, &text))
        return err_set(err, E_IO, "cannot read %s", path);
    struct timespec from, to;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    if (!reading_make(&r, text, a, err))
        return false;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    struct buf b = buf_in(a, OUT_MAX);
    struct json j = json_to(&b);
    j.indent = 1;
    reading_write_json(&j, &r, text);
    buf_add_c(&b, '\n');
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    struct str stem = str_from_c(name);
    stem.n -= str_ends(stem, S(".txt")) ? 4 : 0;
    FILE *f = fopen(str_to_c(a, str_format(a, "%s/%.*s.json", dir, FS(stem))), "wb");
    if (!f || fwrite(b.p, 1, (size_t)b.n, f) != (size_t)b.n || fclose(f) != 0)
        return err_set(err, E_IO, "cannot write to %s", dir);
    double ms = (double)(to.tv_sec - from.tv_sec) * 1e3 + (double)(to.tv_nsec - from.tv_nsec) / 1e6;
    fprintf(stderr, "%s: %td bytes, %.2f ms\n", name, text.n, ms);
    return true;
}

int main(int argc, char **argv)
{
    struct arena *a = arena_new(ARENA_LARGE);
    if (argc < 3) {
        fprintf(stderr, "usage: read_json OUT_DIR FILE...\n");
        return 2;
    }
    for (int i = 2; i < argc; i++) {
        struct err err = {0};
        if (!one(argv[1], argv[i], a, &err)) {
            fprintf(stderr, "%s: %s\n", argv[i], err.msg);
            return 1;
        }
        arena_clear(a);
    }
    arena_free(&a);
    return 0;
}
