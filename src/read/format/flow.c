/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/format/flow.h"

#include "base/list.h"
#include "base/utf8.h"

enum { LINES_MAX = 3, TABS_MAX = 64 }; /* empty lines and cells that are only there for looks */

void flow_init(struct flow *f, struct arena *a)
{
    *f = (struct flow){.a = a, .at = FLOW_BODY, .open_link = -1};
    for (int i = 0; i < FLOW__N; i++)
        f->parts[i].text = buf_in(a, PARSE_TEXT_MAX);
}

static struct flow_stream *now(struct flow *f)
{
    return &f->parts[f->at];
}

/* Is there something on this line already? */
static bool mid_line(const struct flow_stream *s)
{
    return s->text.n > 0 && s->lines == 0 && s->tabs == 0 && s->soft == 0;
}

/* Inside a cell a line end counts only if words of the same cell follow. */
static void end_line(struct flow_stream *s)
{
    s->blank = false;
    if (s->cells > 0)
        s->soft++;
    else
        s->lines++;
}

static void add_times(struct buf *b, char c, isize n, isize max)
{
    for (isize i = 0; i < n && i < max; i++)
        buf_add_c(b, c);
}

static void close_gap(struct flow *f)
{
    struct flow_stream *s = now(f);
    bool blank = s->blank && mid_line(s);
    if (s->has_text)
        s->lines += s->soft;
    add_times(&s->text, '\n', s->text.n > 0 ? s->lines : 0, LINES_MAX);
    add_times(&s->text, '\t', s->tabs, TABS_MAX);
    if (blank)
        buf_add_c(&s->text, ' ');
    s->lines = s->tabs = s->soft = 0;
    s->block = s->blank = false;
    s->has_text = s->cells > 0;
    if (f->open_link < 0)
        return;
    struct flow_link *l = &f->links.at[f->open_link];
    if (l->span.offset < 0) {
        l->part = f->at;
        l->span.offset = s->text.n;
    }
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void flow_words(struct flow *f, struct str s)
{
    if (s.n == 0)
        return;
    close_gap(f);
    struct buf *b = &now(f)->text;
    isize from = b->n;
    buf_add(b, s);
    for (isize i = from; i < b->n; i++)
        if (is_space(b->p[i]))
            b->p[i] = ' ';
}

void flow_running_words(struct flow *f, struct str s)
{
    for (isize i = 0; i < s.n;) {
        isize from = i;
        while (i < s.n && !is_space(s.p[i]))
            i++;
        flow_words(f, str_part(s, from, i));
        for (; i < s.n && is_space(s.p[i]); i++)
            now(f)->blank = true;
    }
}

void flow_character(struct flow *f, int32_t cp)
{
    close_gap(f);
    utf8_add(&now(f)->text, cp);
}

void flow_text(struct flow *f, struct str s)
{
    if (s.n == 0)
        return;
    close_gap(f);
    buf_add(&now(f)->text, s);
}

void flow_tab(struct flow *f)
{
    flow_character(f, now(f)->cells > 0 ? ' ' : '\t');
}

void flow_line(struct flow *f)
{
    end_line(now(f));
}

/* ---- paragraphs and tables */

void flow_paragraph_start(struct flow *f)
{
    struct flow_stream *s = now(f);
    if (s->paragraphs++ > 0 && mid_line(s))
        end_line(s);
    s->block = false;
}

static void add_boxes(struct flow *f)
{
    struct flow_stream *boxes = &f->parts[FLOW_BOXES], *s = now(f);
    if (mid_line(s))
        end_line(s);
    close_gap(f);
    for (isize i = f->boxes_links; i < f->links.n; i++) {
        struct flow_link *l = &f->links.at[i];
        if (l->part != FLOW_BOXES || l->span.offset < 0)
            continue;
        l->part = f->at;
        l->span.offset += s->text.n;
    }
    buf_add(&s->text, buf_str(&boxes->text));
    s->text.full |= boxes->text.full;
    *boxes = (struct flow_stream){.text = boxes->text};
    buf_clear(&boxes->text);
    f->boxes_links = f->links.n;
}

void flow_paragraph_end(struct flow *f, bool ends_line)
{
    struct flow_stream *s = now(f);
    if (f->parts[FLOW_BOXES].text.n > 0 && f->at == f->boxes_part &&
        s->paragraphs <= f->boxes_paragraphs)
        add_boxes(f);
    if (ends_line && !s->block)
        end_line(s);
    s->paragraphs -= s->paragraphs > 0;
    s->block = false;
}

void flow_block_start(struct flow *f)
{
    if (mid_line(now(f)))
        end_line(now(f));
}

void flow_block_end(struct flow *f)
{
    flow_block_start(f);
    now(f)->block = true;
}

void flow_cell_start(struct flow *f)
{
    struct flow_stream *s = now(f);
    if (s->has_text)
        s->lines += s->soft;
    s->soft = 0;
    s->has_text = s->blank = false;
    s->cells++;
}

void flow_cell_end(struct flow *f)
{
    struct flow_stream *s = now(f);
    s->cells -= s->cells > 0;
    s->soft = 0;
    s->has_text = s->cells > 0;
    s->blank = false;
    s->tabs++;
}

void flow_row_end(struct flow *f)
{
    struct flow_stream *s = now(f);
    s->tabs = 0;
    end_line(s);
    s->block = true;
}

/* ---- parts */

void flow_enter(struct flow *f, enum flow_part part)
{
    if (f->depth++ >= FLOW_ENTERED_MAX)
        return;
    f->entered[f->depth - 1].part = f->at;
    if (part == FLOW_BOXES && f->at != FLOW_BOXES && f->parts[FLOW_BOXES].text.n == 0) {
        f->boxes_part = f->at;
        f->boxes_paragraphs = now(f)->paragraphs;
    }
    f->at = part;
    flow_block_start(f);
    f->entered[f->depth - 1].from = now(f)->text.n;
}

/* What was added since 'from', if it was there before, goes away again. */
static void keep_once(struct flow *f, isize from)
{
    struct flow_stream *s = now(f);
    while (from < s->text.n && is_space(s->text.p[from]))
        from++;
    struct str text = buf_str(&s->text), piece = str_part(text, from, text.n);
    bool again = piece.n == 0 || f->once[f->at].n >= FLOW_ONCE_MAX;
    for (isize i = 0; i < f->once[f->at].n && !again; i++) {
        struct parsed_span o = f->once[f->at].at[i];
        again = str_eq(str_part(text, o.offset, o.offset + o.length), piece);
    }
    if (!again) {
        *LIST_ADD(&f->once[f->at], f->a) = (struct parsed_span){from, piece.n};
        return;
    }
    while (from > 0 && is_space(s->text.p[from - 1]))
        from--;
    s->text.n = from;
    s->lines = from > 0;
    while (f->links.n > 0 && f->links.at[f->links.n - 1].part == f->at &&
           f->links.at[f->links.n - 1].span.offset >= from)
        f->links.n--;
    f->boxes_links = f->boxes_links < f->links.n ? f->boxes_links : f->links.n;
    f->open_link = -1;
}

void flow_leave(struct flow *f)
{
    if (--f->depth >= FLOW_ENTERED_MAX)
        return;
    flow_block_start(f);
    if (f->at == FLOW_HEAD || f->at == FLOW_FOOT)
        keep_once(f, f->entered[f->depth].from);
    f->at = f->entered[f->depth].part;
}

void flow_comment_enter(struct flow *f, struct str author)
{
    flow_enter(f, FLOW_COMMENTS);
    flow_words(f, S("["));
    flow_words(f, author.n > 0 ? author : S("?"));
    flow_words(f, S("] "));
}

/* ---- links */

void flow_link_start(struct flow *f, struct str target)
{
    if (f->open_link >= 0 || target.n == 0 || target.n > PARSE_TARGET_MAX ||
        f->links.n >= PARSE_LINKS_MAX)
        return;
    f->open_link = f->links.n;
    *LIST_ADD(&f->links, f->a) =
        (struct flow_link){f->at, {-1, 0}, str_copy(f->a, str_trim(target))};
}

void flow_link_end(struct flow *f)
{
    if (f->open_link < 0)
        return;
    struct flow_link *l = &f->links.at[f->open_link];
    isize end = f->parts[l->part].text.n;
    if (l->span.offset < 0 || l->span.offset > end)
        l->span.offset = end; /* a picture that is a link has a place only */
    l->span.length = end - l->span.offset;
    f->open_link = -1;
}

/* ---- all together */

static void add_links(struct parsed *p, struct flow *f, enum flow_part part, isize offset)
{
    for (isize i = 0; i < f->links.n; i++) {
        const struct flow_link *l = &f->links.at[i];
        if (l->part != part)
            continue;
        *LIST_ADD(&p->links, f->a) =
            (struct parsed_link){{offset + l->span.offset, l->span.length}, l->target};
    }
}

bool flow_done(struct parsed *out, struct flow *f, struct err *err)
{
    struct buf all = buf_in(f->a, PARSE_TEXT_MAX);
    struct parsed p = *out;
    flow_link_end(f);
    f->at = FLOW_BODY;
    if (f->parts[FLOW_BOXES].text.n > 0)
        add_boxes(f);
    for (int i = 0; i < FLOW_BOXES; i++) {
        struct flow_stream *s = &f->parts[i];
        struct str text;
        if (!buf_done(&s->text, &text, err))
            return false;
        if (text.n == 0)
            continue;
        if (all.n > 0)
            buf_add(&all, S("\n\n"));
        add_links(&p, f, (enum flow_part)i, all.n);
        buf_add(&all, text);
    }
    if (!buf_done(&all, &p.text, err))
        return false;
    *out = p;
    return true;
}
