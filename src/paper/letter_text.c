/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/paper.h"

#include <pango/pango.h>

#include "base/utf8.h"
#include "lang/width.h"
#include "paper/clean.h"
#include "paper/words.h"

enum {
    COLUMNS = 72,
    INDENT_ASK = 4,
    INDENT_NOTE = 5,
    INDENT_QUOTE = 4,
    MARKS_MAX = 160, /* bytes that a run's marks may add */
    TEXT_MAX = 16 * PAPER_TEXT_MAX,
};

#define GLUE "\xef\xb7\x90" /* U+FDD0 */

struct writer {
    const struct paper_letter *l;
    struct buf out;
    struct arena *a;
    enum language ui;
};

/* One line of text on its way to several. */
struct wrapping {
    struct str text;
    PangoLogAttr *at; /* one a code point, and one for the end */
    isize n, i, byte; /* code points; how many of them and of the bytes are done */
    bool words_only;  /* Korean: a line ends between words, though UAX 14 would allow it anywhere */
    bool in_url;
};

static struct wrapping wrapping_of(struct str text, struct str lang, struct arena *a)
{
    struct wrapping w = {.text = text, .n = utf8_count(text)};
    bool ko = str_starts(lang, S("ko")), zh = str_starts(lang, S("zh"));
    PangoLanguage *tag = pango_language_from_string(ko ? "ko" : zh ? "zh" : "en");
    w.at = NEWN(a, PangoLogAttr, w.n + 1);
    w.words_only = ko;
    if (w.n)
        pango_get_log_attrs(text.p, (int)text.n, -1, tag, w.at, (int)w.n + 1);
    return w;
}

static bool may_break(const struct wrapping *w)
{
    bool words_only = w->words_only || w->in_url;
    return w->at[w->i].is_line_break && (!words_only || w->at[w->i - 1].is_white);
}

/* Up to the next place to break. Of its columns, 'seen' are those before white space at its end. */
static struct str next_piece(struct wrapping *w, isize *columns, isize *seen)
{
    isize start = w->byte;
    *columns = *seen = 0;
    do {
        int32_t cp = utf8_next(w->text, &w->byte);
        bool white = w->at[w->i].is_white;
        *columns += char_columns(cp);
        *seen = white ? *seen : *columns;
        if (white || cp > '~')
            w->in_url = false;
        else if (str_ends(str_part(w->text, start, w->byte), S("://")))
            w->in_url = true;
        w->i++;
    } while (w->i < w->n && !may_break(w));
    return str_part(w->text, start, w->byte);
}

static void add_spaces(struct writer *w, isize n)
{
    for (isize i = 0; i < n; i++)
        buf_add_c(&w->out, ' ');
}

static void end_line(struct writer *w)
{
    while (w->out.n && w->out.p[w->out.n - 1] == ' ')
        w->out.n--;
    buf_add_c(&w->out, '\n');
}

/* A piece without the noncharacter that holds "[not checked]" together; clean text has none. */
static void add_piece(struct writer *w, struct str piece)
{
    struct str head, tail = piece;
    while (str_cut_str(tail, S(GLUE), &head, &tail)) {
        buf_add(&w->out, head);
        buf_add_c(&w->out, ' ');
    }
    buf_add(&w->out, head);
}

/*
 * One line of text, wrapped. 'first' stands at the start of its first line ("1. ") and counts as
 * that indent. What has no place to break (the address of a page) runs past the margin.
 */
static void wrap_line(struct writer *w, struct str text, struct str lang, struct str first,
                      isize indent)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(w->a);
    struct wrapping b = wrapping_of(text, lang, tmp.arena);
    add_spaces(w, indent - first.n);
    buf_add(&w->out, first);
    isize used = indent;
    while (b.i < b.n) {
        isize columns, seen;
        struct str piece = next_piece(&b, &columns, &seen);
        if (used > indent && used + seen > COLUMNS) {
            end_line(w);
            add_spaces(w, indent);
            used = indent;
        }
        add_piece(w, piece);
        used += columns;
    }
    end_line(w);
}

static void wrap(struct writer *w, struct str text, struct str lang, struct str first, isize indent)
{
    struct str rest = text, line;
    if (!text.n)
        wrap_line(w, text, lang, first, indent);
    while (str_line(&rest, &line)) {
        wrap_line(w, line, lang, first, indent);
        first = S("");
    }
}

static void gap(struct writer *w)
{
    if (w->out.n)
        buf_add_c(&w->out, '\n');
}

static void add_line(struct writer *w, struct str line)
{
    wrap(w, clean_line(line, w->a), w->l->lang, S(""), 0);
}

static void add_lines(struct writer *w, const struct str_list *lines)
{
    for (isize i = 0; i < lines->n; i++)
        add_line(w, lines->at[i]);
}

static void add_marks(struct writer *w)
{
    struct str lines[] = {draft_line(w->l, w->a), demonstration_line(w->l)};
    for (isize i = 0; i < COUNTOF(lines); i++)
        if (lines[i].n)
            add_line(w, str_format(w->a, "*** %.*s ***", FS(lines[i])));
}

/* " [not checked]": a line may end before it, not inside. */
static void add_mark(struct buf *out, struct str mark)
{
    for (isize i = 0; i < mark.n; i++)
        buf_add(out, i && mark.p[i] == ' ' ? S(GLUE) : str_part(mark, i, i + 1));
}

static struct str runs_text(struct writer *w, const struct paper_block *b, struct str lang)
{
    isize max = MARKS_MAX;
    for (isize i = 0; i < b->runs.n; i++)
        max += 3 * b->runs.at[i].text.n + MARKS_MAX;
    struct buf out = buf_in(w->a, max);
    for (isize i = 0; i < b->runs.n; i++) {
        const struct paper_run *r = &b->runs.at[i];
        buf_add(&out, clean_text(r->text, w->a));
        add_mark(&out, not_checked(r, words_language(lang, w->ui), w->a));
        if (r->note)
            buf_addf(&out, "[%d]", r->note);
    }
    ASSERT(!out.full);
    return buf_str(&out);
}

static void add_block(struct writer *w, const struct paper_block *b)
{
    struct str lang = either(b->lang, w->l->lang), first = S("");
    isize indent = 0;
    gap(w);
    if (b->kind == PAPER_NEW_PAGE) {
        buf_add(&w->out,
                S("------------------------------------------------------------------------\n"));
        return;
    }
    if (b->kind == PAPER_ASK) {
        first = str_format(w->a, "%d. ", b->number);
        indent = first.n > INDENT_ASK ? first.n : INDENT_ASK;
    }
    if (b->kind == PAPER_QUOTE)
        indent = INDENT_QUOTE;
    wrap(w, runs_text(w, b, lang), lang, first, indent);
}

static void add_head(struct writer *w)
{
    const struct paper_letter *l = w->l;
    struct str note = address_line(l, w->a);
    add_marks(w);
    gap(w);
    if (l->organisation.n)
        add_line(w, l->organisation);
    add_lines(w, &l->letterhead);
    gap(w);
    if (l->number.n) {
        struct str label = msg(w->ui, TR("Our number"));
        add_line(w, str_format(w->a, "%.*s: %.*s", FS(label), FS(l->number)));
    }
    if (l->place_date.n)
        add_line(w, l->place_date);
    if (l->addressee.n)
        gap(w);
    add_lines(w, &l->addressee);
    if (note.n)
        add_line(w, str_format(w->a, "(%.*s)", FS(note)));
    if (l->subject.n) {
        gap(w);
        add_line(w, l->subject);
    }
    if (l->salutation.n) {
        gap(w);
        add_line(w, l->salutation);
    }
}

static void add_foot(struct writer *w)
{
    const struct paper_letter *l = w->l;
    if (l->closing.n) {
        gap(w);
        add_line(w, l->closing);
    }
    if (l->signatures.n)
        gap(w);
    add_lines(w, &l->signatures);
    if (l->copies.n) {
        gap(w);
        add_line(w, msg(w->ui, TR("Copies to:")));
        add_lines(w, &l->copies);
    }
    if (l->notes.n) {
        gap(w);
        buf_add(&w->out, S("--------------------\n"));
    }
    for (isize i = 0; i < l->notes.n; i++) {
        const struct paper_note *n = &l->notes.at[i];
        struct str first = str_format(w->a, "[%d] ", n->number);
        isize indent = first.n > INDENT_NOTE ? first.n : INDENT_NOTE;
        wrap(w, clean_text(n->text, w->a), either(n->lang, l->lang), first, indent);
    }
    if (l->draft || l->demonstration)
        gap(w);
    add_marks(w);
}

bool paper_letter_text(struct str *out, const struct paper_letter *l, struct arena *a,
                       struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    if (!letter_check(l, err))
        return false;
    struct writer w = {.l = l,
                       .out = buf_in(tmp.arena, TEXT_MAX),
                       .a = tmp.arena,
                       .ui = words_language(l->lang, LANG_EN)};
    add_head(&w);
    for (isize i = 0; i < l->body.n; i++)
        add_block(&w, &l->body.at[i]);
    add_foot(&w);
    struct str text;
    if (!buf_done(&w.out, &text, err))
        return false;
    *out = str_copy(a, text);
    return true;
}
