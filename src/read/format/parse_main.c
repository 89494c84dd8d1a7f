/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cairn-parse: reads one document on its standard input, writes its text on its standard output in
 * the form of read/parse.h. Run by the launcher, never by a person: cairn-parse PARSER.
 *
 * It shuts itself in before it looks at the first byte. Exit status: as base/err.h says; 3 with a
 * word of format/refusal.h as the last line if the document is refused.
 */
#include <string.h>

#include "read/format/formats.h"
#include "sys/file.h"
#include "sys/sandbox.h"

struct parser {
    const char *name;
    const char *const *readable; /* what its libraries need; ends in NULL */
    void (*prepare)(void);       /* what must be loaded before the sandbox closes, or NULL */
    bool (*parse)(struct parsed *out, struct str bytes, struct arena *a, struct err *err);
};

static const char *const nothing[] = {NULL};
/* Character maps for old Korean, Chinese and Japanese PDFs that bring no font of their own. Fonts
 * are not needed: nothing is drawn. */
static const char *const pdf_files[] = {"/usr/share/poppler", NULL};

static const struct parser parsers[] = {
    {"html", nothing, NULL, html_parse},     {"mail", nothing, NULL, mail_parse},
    {"office", nothing, NULL, office_parse}, {"pdf", pdf_files, pdf_prepare, pdf_parse},
    {"txt", nothing, NULL, txt_parse},
};

static const struct parser *find_parser(const char *name)
{
    for (isize i = 0; i < COUNTOF(parsers); i++)
        if (!strcmp(parsers[i].name, name))
            return &parsers[i];
    return NULL;
}

static bool read_input(struct str *out, struct file *in, struct arena *a, struct err *err)
{
    enum { STEP = 1 << 16 };
    struct buf b = buf_in(a, PARSE_INPUT_MAX);
    char piece[STEP];
    isize got = 0;
    do {
        if (!file_get(in, piece, STEP, &got, err))
            return false;
        buf_add_bytes(&b, piece, got);
    } while (got == STEP && !b.full);
    return buf_done(&b, out, err);
}

static bool run(const struct parser *p, struct arena *a, struct err *err)
{
    struct file in = {sys_real(), 0};
    struct file out = {sys_real(), 1};
    struct str bytes;
    struct parsed parsed = {0};
    if (p->prepare)
        p->prepare();
    if (!sandbox_enter(p->readable, err) || !read_input(&bytes, &in, a, err) ||
        !p->parse(&parsed, bytes, a, err) || !tidy_parsed(&parsed, a, err))
        return false;
    struct buf frame = buf_in(a, PARSE_ANSWER_MAX);
    parse_frame_write(&frame, &parsed);
    struct str answer;
    return buf_done(&frame, &answer, err) && file_put(&out, answer.p, answer.n, err);
}

int main(int argc, char **argv)
{
    struct err err = {0};
    const struct parser *p = argc == 2 ? find_parser(argv[1]) : NULL;
    if (!p)
        return err_meaning(E_USAGE)->exit_status;
    struct arena *a = arena_new(ARENA_LARGE);
    if (run(p, a, &err))
        return 0;
    if (err.code == E_INVALID) {
        struct file out = {sys_real(), 1};
        struct err ignored = {0};
        if (!file_put(&out, err.detail, (isize)strlen(err.detail), &ignored))
            return err_meaning(E_IO)->exit_status;
    }
    return err_meaning(err.code)->exit_status;
}
