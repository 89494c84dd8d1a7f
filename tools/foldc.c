/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * foldc - make a C table of data/lang/fold.tsv and data/lang/class.tsv.
 *
 *   foldc fold.tsv class.tsv > fold_table.c
 *
 * The table has two stages: which block of 256 code points, and the entry in it; equal blocks are
 * stored once. src/lang/fold.h says what the bits of an entry are. A line that cannot be read, a
 * code point said twice or a table that outgrows its fields is refused with file and line.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/fold.h"

enum { CODE_POINTS = 0x110000, BLOCKS = CODE_POINTS / FOLD_BLOCK, LINE_MAX = 400 };

struct foldc {
    const char *file;
    int line;
    uint32_t *entries;
    char pool[FOLD_POOL_MAX];
    int pool_n;
};

static void die(const struct foldc *f, const char *why)
{
    fprintf(stderr, "%s:%d: %s\n", f->file, f->line, why);
    exit(1);
}

/* Four to six upper-case hexadecimal digits. */
static uint32_t code_point(struct foldc *f, const char **s)
{
    uint32_t v = 0;
    int n = 0;
    for (; **s && strchr("0123456789ABCDEF", **s); (*s)++, n++)
        v = v * 16 + (uint32_t)(**s <= '9' ? **s - '0' : **s - 'A' + 10);
    if (n < 4 || n > 6 || v >= CODE_POINTS)
        die(f, "not a code point");
    return v;
}

static int utf8(char *out, uint32_t c)
{
    int n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const uint32_t lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (int i = n - 1; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3f));
    out[0] = (char)(lead[n] | c);
    return n;
}

static void expect(struct foldc *f, const char **s, char c)
{
    if (**s != c)
        die(f, "not the separator that belongs here");
    (*s)++;
}

/* CP <tab> CP CP..., or - */
static void fold_line(struct foldc *f, const char *s)
{
    uint32_t cp = code_point(f, &s), first = 0;
    int n = 0, at = f->pool_n;
    expect(f, &s, '\t');
    if (f->entries[cp])
        die(f, "this code point stands here twice");
    if (!strcmp(s, "-")) {
        f->entries[cp] = FOLD_NONE << FOLD_KIND_SHIFT;
        return;
    }
    do {
        uint32_t c = code_point(f, &s);
        first = n++ ? first : c;
        if (f->pool_n + 4 > FOLD_POOL_MAX)
            die(f, "the pool of long folds is full");
        f->pool_n += utf8(f->pool + f->pool_n, c);
    } while (*s && (expect(f, &s, ' '), true));
    uint32_t length = (uint32_t)(f->pool_n - at);
    if (n == 1) {
        f->pool_n = at;
        f->entries[cp] = first | FOLD_ONE << FOLD_KIND_SHIFT;
    } else if (length > FOLD_LENGTH_MAX) {
        die(f, "too long a fold");
    } else {
        f->entries[cp] = (uint32_t)at << FOLD_LENGTH_BITS | length | FOLD_MANY << FOLD_KIND_SHIFT;
    }
}

static uint32_t class_named(struct foldc *f, const char *word)
{
    static const char *const names[] = {FOLD_CLASS_NAMES};
    for (uint32_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (!strcmp(names[i], word))
            return i << FOLD_CLASS_SHIFT;
    die(f, "no such class");
    return 0;
}

static uint32_t flag_named(struct foldc *f, const char *word)
{
    static const char *const names[] = {FOLD_FLAG_NAMES};
    for (uint32_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (!strcmp(names[i], word))
            return FOLD_JOINS << i;
    die(f, "no such flag");
    return 0;
}

/* CP <tab> CP <tab> class flag... */
static void class_line(struct foldc *f, char *line)
{
    const char *s = line;
    uint32_t from = code_point(f, &s);
    expect(f, &s, '\t');
    uint32_t to = code_point(f, &s), bits;
    expect(f, &s, '\t');
    char *rest = line + (s - line), *save = NULL, *word = strtok_r(rest, " ", &save);
    if (!word || to < from)
        die(f, "not: first, last, class");
    bits = class_named(f, word);
    while ((word = strtok_r(NULL, " ", &save)))
        bits |= flag_named(f, word);
    for (uint32_t cp = from; cp <= to; cp++) {
        if (f->entries[cp] & ~FOLD_FOLD_BITS)
            die(f, "this code point stands here twice");
        f->entries[cp] |= bits;
    }
}

static void read_file(struct foldc *f, const char *name, bool classes)
{
    char line[LINE_MAX];
    FILE *in = fopen(name, "r");
    f->file = name;
    f->line = 0;
    if (!in)
        die(f, "cannot open");
    while (fgets(line, sizeof line, in)) {
        f->line++;
        char *end = strchr(line, '\n');
        if (!end)
            die(f, "line too long, or no newline at the end of the file");
        *end = 0;
        if (line[0] == '#')
            continue;
        if (classes)
            class_line(f, line);
        else
            fold_line(f, line);
    }
    if (ferror(in) || fclose(in))
        die(f, "cannot read");
}

static void write_blocks(struct foldc *f)
{
    static uint16_t stage[BLOCKS];
    static const uint32_t *first[BLOCKS];
    size_t size = FOLD_BLOCK * sizeof(uint32_t);
    int n = 0;
    printf("const uint32_t fold_entries[] = {");
    for (int b = 0; b < BLOCKS; b++) {
        const uint32_t *block = f->entries + (size_t)b * FOLD_BLOCK;
        int k = 0;
        while (k < n && memcmp(first[k], block, size) != 0)
            k++;
        if (k == n) {
            first[n++] = block;
            for (int i = 0; i < FOLD_BLOCK; i++)
                printf("%s%uu,", i % 8 ? "" : "\n", (unsigned)block[i]);
        }
        stage[b] = (uint16_t)k;
    }
    printf("\n};\nconst uint16_t fold_stage[%d] = {", BLOCKS);
    for (int b = 0; b < BLOCKS; b++)
        printf("%s%u,", b % 16 ? "" : "\n", (unsigned)stage[b]);
    printf("\n};\n");
}

int main(int argc, char **argv)
{
    static uint32_t entries[CODE_POINTS];
    static struct foldc f = {.entries = entries};
    if (argc != 3)
        return 2;
    read_file(&f, argv[1], false);
    read_file(&f, argv[2], true);
    printf("/* Made by foldc. Change the files in data/lang/, not this one. */\n"
           "#include \"lang/fold.h\"\n");
    write_blocks(&f);
    printf("const char fold_pool[] = {");
    for (int i = 0; i < f.pool_n; i++)
        printf("%s%d,", i % 24 ? "" : "\n", f.pool[i]);
    printf("0};\n");
    return fflush(stdout) != 0;
}
