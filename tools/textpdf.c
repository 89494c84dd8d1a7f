/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * textpdf - a paper from plain text, set as our letters are: textpdf <TEXT >PDF
 *
 * The text begins with lines "organisation: ", "letterhead: ", "subject: ", "lang: " up to the
 * first empty line. Then paragraphs, parted by empty lines: "# " begins a heading, "> " a quote,
 * "[^1]" refers to a footnote and "[^1]: " gives it. samples/README.md says which file it made.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/list.h"
#include "paper/paper.h"

enum { INPUT_MAX = 1 << 20, EXIT_BAD = 1, NOTE_MAX = 99 };

static struct str input(struct arena *a)
{
    struct buf b = buf_in(a, INPUT_MAX);
    char part[4096];
    size_t n;
    while ((n = fread(part, 1, sizeof part, stdin)) > 0)
        buf_add_bytes(&b, part, (isize)n);
    return buf_str(&b);
}

static void take_header(struct paper_letter *l, struct str name, struct str value, struct arena *a)
{
    value = str_trim(value);
    if (str_eq(name, S("organisation")))
        l->organisation = value;
    if (str_eq(name, S("subject")))
        l->subject = value;
    if (str_eq(name, S("lang")))
        l->lang = value;
    if (str_eq(name, S("letterhead")))
        str_list_add(&l->letterhead, value, a);
}

/* "[^" digits "]" at the start of s; *rest is what follows. */
static bool take_mark(int *number, struct str s, struct str *rest)
{
    struct str digits, tail;
    struct err err = {0};
    int64_t n;
    if (!str_starts(s, S("[^")) || !str_cut(str_part(s, 2, s.n), ']', &digits, &tail) ||
        !str_to_int(&n, digits, 1, NOTE_MAX, &err))
        return false;
    *number = (int)n;
    *rest = tail;
    return true;
}

static void take_runs(struct paper_block *b, struct str text, struct arena *a)
{
    isize from = 0, at = 0;
    while (at < text.n) {
        int number;
        struct str rest;
        if (!take_mark(&number, str_part(text, at, text.n), &rest)) {
            at++;
            continue;
        }
        *LIST_ADD(&b->runs, a) =
            (struct paper_run){.text = str_part(text, from, at), .note = number};
        from = at = text.n - rest.n;
    }
    *LIST_ADD(&b->runs, a) = (struct paper_run){.text = str_part(text, from, text.n)};
}

static void take_paragraph(struct paper_letter *l, struct str text, struct arena *a)
{
    int number;
    struct str rest;
    if (take_mark(&number, text, &rest) && str_starts(rest, S(": "))) {
        *LIST_ADD(&l->notes, a) =
            (struct paper_note){.number = number, .text = str_part(rest, 2, rest.n)};
        return;
    }
    struct paper_block *b = LIST_ADD(&l->body, a);
    bool heading = str_starts(text, S("# ")), quote = str_starts(text, S("> "));
    b->kind = heading ? PAPER_HEADING : quote ? PAPER_QUOTE : PAPER_PARAGRAPH;
    take_runs(b, heading || quote ? str_part(text, 2, text.n) : text, a);
}

/* Lines up to the next empty line or footnote. */
static bool next_paragraph(struct str *rest, struct str *text)
{
    struct str line;
    do {
        if (!str_line(rest, &line))
            return false;
    } while (!str_trim(line).n);
    *text = line;
    for (;;) {
        struct str peek = *rest;
        if (!str_line(&peek, &line) || !str_trim(line).n || str_starts(line, S("[^")))
            return true;
        text->n = line.p + line.n - text->p;
        *rest = peek;
    }
}

int main(void)
{
    struct arena *a = arena_new(ARENA_LARGE);
    struct paper_letter l = {0};
    struct err err = {0};
    struct str rest = input(a), line, name, value, pdf;
    while (str_line(&rest, &line) && str_trim(line).n)
        if (str_cut(line, ':', &name, &value))
            take_header(&l, name, value, a);
    while (next_paragraph(&rest, &line))
        take_paragraph(&l, line, a);
    if (!paper_letter_pdf(&pdf, &l, a, &err)) {
        (void)fprintf(stderr, "textpdf: %s\n%s\n", err.msg, err.detail);
        return EXIT_BAD;
    }
    return fwrite(pdf.p, 1, (size_t)pdf.n, stdout) == (size_t)pdf.n ? EXIT_SUCCESS : EXIT_BAD;
}
