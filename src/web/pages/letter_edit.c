/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Changing the words of a draft: one page, one box for each sentence, one form. Every button sends
 * all boxes, so that what was typed anywhere is saved. Each box says which words it was filled with
 * (base): where somebody else wrote others since, both stand there and nothing is saved over.
 */
#include "base/list.h"
#include "lang/edtf.h"
#include "record/ids.h"
#include "web/pages/letter_view.h"
#include "web/pages/pages.h"
#include "web/respond.h"

enum { PARTS_SHOWN = 100, TRIES = 3, NAME_MAX = 40 };
enum { ROW_WIDE = 56, ROWS_MIN = 2, ROWS_MAX = 12 };

struct typed { /* in the boxes of one part, where it is not what stands there now */
    struct str text, added;
    const char *wrong, *added_wrong; /* TR() */
    bool theirs;                     /* somebody else changed it meanwhile */
    bool back;
};
struct editor {
    struct desk *d;
    struct kept k;
    struct typed *typed; /* one for each part */
    struct str add;      /* the id after which a new sentence is asked for */
    isize wrong;
    const char *barred;
};

static const char *kind_say(int kind)
{
    switch (kind) {
    case TERM_PART_KIND_SUBJECT: return TR("Subject line");
    case TERM_PART_KIND_SALUTATION: return TR("Salutation");
    case TERM_PART_KIND_ASK: return TR("Request");
    case TERM_PART_KIND_QUOTE: return TR("Quotation");
    case TERM_PART_KIND_HEADING: return TR("Heading");
    case TERM_PART_KIND_CLOSING: return TR("Closing words");
    default: return TR("Sentence");
    }
}

/* ---- showing */

/* How many lines the words take in the box; a character of three bytes is as wide as two. */
static int rows_for(struct str text)
{
    isize wide = 0, rows = 1;
    for (isize i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c == '\n' || wide >= ROW_WIDE) {
            rows++;
            wide = 0;
        }
        wide += c >= 0xe0 ? 2 : c < 0x80 || c >= 0xc0;
    }
    return (int)(rows < ROWS_MIN ? ROWS_MIN : rows > ROWS_MAX ? ROWS_MAX : rows);
}

static struct view_part part_view(struct editor *e, isize i, int number)
{
    struct desk *d = e->d;
    const struct kept_part *p = &e->k.parts.at[i];
    const struct typed *t = &e->typed[i];
    struct view_part v = {.id = id_write(d->a, &p->id),
                          .base = desk_said(p->said, d->a),
                          .text = t->wrong ? t->text : p->text,
                          .lang = language_tag(e->k.order.lang),
                          .number = number,
                          .kind = kind_say(p->kind),
                          .fixed = kept_is_fixed(p),
                          .own = p->own,
                          .gone = p->gone,
                          .back = t->back,
                          .kept_back = p->kept_back,
                          .wrong = t->wrong,
                          .added = t->added,
                          .added_wrong = t->added_wrong};
    v.rows = rows_for(v.text);
    v.basis = letter_basis_view(d, p, &v.basis_n);
    v.add = v.added_wrong || str_eq(e->add, v.id);
    if (t->theirs) {
        v.theirs = p->text;
        v.theirs_by = desk_member(d, &p->said->author);
        v.theirs_on = time_day(p->said->time, d->a);
    }
    return v;
}

static bool is_shown(const struct editor *e, isize i)
{
    return !e->k.parts.at[i].gone || e->typed[i].wrong;
}

static bool show(struct editor *e, struct err *err)
{
    struct desk *d = e->d;
    struct letter l;
    isize all = 0, at = 0;
    struct view_edit v = {.wrong = e->wrong,
                          .barred = e->barred,
                          .action = letter_href(d, &e->k.id, "/edit"),
                          .letter = letter_href(d, &e->k.id, "")};
    struct view_part *parts = NEWN(d->a, struct view_part, e->k.parts.n + 1);
    struct view_part *gone = NEWN(d->a, struct view_part, e->k.parts.n + 1);
    if (!kept_paper(&l, d->w, &e->k, d->a, err)) /* says which sentences may not leave */
        return false;
    for (isize i = 0; i < e->k.parts.n; i++)
        all += is_shown(e, i);
    struct desk_part part = desk_part(d->req, all, PARTS_SHOWN);
    for (isize i = 0; i < e->k.parts.n; i++) {
        if (!is_shown(e, i))
            gone[v.gone_n++] = part_view(e, i, 0);
        else if (at++ >= part.from && at <= part.to)
            parts[v.n++] = part_view(e, i, (int)at);
    }
    v.at = parts;
    v.gone = gone;
    v.part = part.part;
    v.turn = desk_turn(d, &part, v.action);
    struct page page = {.title = TR("Change the words of the letter"),
                        .place = PLACE_LETTERS,
                        .status = e->wrong || e->barred ? 409 : 0};
    struct html *h = page_begin(d->req, &page);
    view_edit(h, &v);
    return page_end(d->req, h, err);
}

bool page_letter_edit(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct editor e = {.d = &d, .add = params_get(&req->query, S("after"))};
    if (!letter_asked(&e.k, &d, err))
        return false;
    if (e.k.state != TERM_LETTER_STATE_DRAFT)
        return respond_redirect(req, letter_href(&d, &e.k.id, ""));
    e.typed = NEWN(d.a, struct typed, e.k.parts.n + 1);
    return show(&e, err);
}

/* ---- what was sent */

static struct str sent(struct editor *e, const char *what, const struct kept_part *p, bool *is)
{
    struct str name = str_format(e->d->a, "%s.%.*s", what, FS(id_write(e->d->a, &p->id)));
    const struct param *found = params_find(&e->d->req->form, name);
    *is = found != NULL;
    return found ? found->value : (struct str){0};
}

/* Did this person change the words that the box was filled with? */
static bool is_changed(const struct kept_part *p, struct str base, struct str text)
{
    const struct fact *f = desk_said_find(&p->rec, base);
    return !f || !str_eq(f->s.value.text, text);
}

static void refuse(struct editor *e, struct typed *t, struct str text, const char *why)
{
    t->text = text;
    t->wrong = why;
    e->wrong++;
}

static const char *words_wrong(struct str words)
{
    if (!str_trim(words).n)
        return TR("A sentence needs words. To have it gone, take it out.");
    return words.n > PART_WORDS_MAX ? TR("This sentence is too long. Make it several.") : NULL;
}

static void edit_add(struct editor *e, struct kept_edits *l, enum edit_kind kind, isize part,
                     struct str words)
{
    *LIST_ADD(l, e->d->a) = (struct kept_edit){kind, part, words};
}

static void take_part(struct editor *e, struct kept_edits *l, isize i)
{
    const struct kept_part *p = &e->k.parts.at[i];
    struct typed *t = &e->typed[i];
    bool is, back, has_base, has_new;
    struct str text = sent(e, "t", p, &is), base = sent(e, "b", p, &has_base);
    struct str added = sent(e, "n", p, &has_new);
    (void)sent(e, "r", p, &back);
    bool current = has_base && str_eq(base, desk_said(p->said, e->d->a));
    bool changed = is && !str_eq(text, p->text) && is_changed(p, base, text);
    if (changed && words_wrong(text)) {
        refuse(e, t, text, words_wrong(text));
    } else if (changed && !current) {
        refuse(e, t, text,
               TR("Somebody changed this sentence meanwhile. Their words stand here, yours in the "
                  "box. Save again to put yours in their place; theirs stay in the history."));
        t->theirs = true;
        t->back = p->gone;
    } else if (changed && p->gone && !back) {
        refuse(e, t, text,
               TR("Somebody took this sentence out meanwhile. Your words stand in the box. Save "
                  "again to put it back with them."));
        t->back = true;
    } else {
        if (changed)
            edit_add(e, l, EDIT_WORDS, i, text);
        if (p->gone && back)
            edit_add(e, l, EDIT_BACK, i, text);
    }
    if (!str_trim(added).n)
        return;
    t->added = added;
    if (added.n > PART_WORDS_MAX) {
        t->added_wrong = words_wrong(added);
        e->wrong++;
    } else {
        edit_add(e, l, EDIT_ADD, i, added);
    }
}

/* The button: "up.ID", "add.ID"; *go: where to look next. */
static void take_button(struct editor *e, struct kept_edits *l, struct str *go)
{
    static const struct {
        const char *word;
        enum edit_kind kind;
    } buttons[] = {{"up", EDIT_UP}, {"down", EDIT_DOWN}, {"out", EDIT_OUT}, {"back", EDIT_BACK}};
    struct str word, id;
    str_cut(params_get(&e->d->req->form, S("do")), '.', &word, &id);
    struct str edit = letter_href(e->d, &e->k.id, "/edit");
    struct err none = {0};
    int64_t part = 1;
    if (!str_to_int(&part, params_get(&e->d->req->form, S("part")), 1, KEPT_PARTS_MAX, &none))
        part = 1;
    *go = str_format(e->d->a, "%.*s?part=%" PRId64, FS(edit), part);
    if (str_eq(word, S("done")))
        *go = letter_href(e->d, &e->k.id, "");
    for (isize i = 0; i < e->k.parts.n && id.n; i++) {
        if (!str_eq(id_write(e->d->a, &e->k.parts.at[i].id), id))
            continue;
        for (isize b = 0; b < COUNTOF(buttons); b++)
            if (str_eq(word, str_from_c(buttons[b].word)))
                edit_add(e, l, buttons[b].kind, i, (struct str){0});
        if (str_eq(word, S("add"))) {
            *go = str_format(e->d->a, "%.*s&after=%.*s", FS(*go), FS(id));
            e->add = id;
        }
    }
}

/* Where the page goes on: at the sentence that was moved, or at the new box. */
static struct str with_place(struct editor *e, struct str go)
{
    struct str word, id;
    str_cut(params_get(&e->d->req->form, S("do")), '.', &word, &id);
    if (e->add.n)
        return str_format(e->d->a, "%.*s#new", FS(go));
    return id.n ? str_format(e->d->a, "%.*s#p-%.*s", FS(go), FS(str_part(id, 0, NAME_MAX))) : go;
}

/* One try: what is there now, what was typed, and all of it that can be saved. */
static bool save(struct editor *e, struct str *go, struct err *err)
{
    struct kept_edits l = {0};
    e->typed = NEWN(e->d->a, struct typed, e->k.parts.n + 1);
    e->wrong = 0;
    for (isize i = 0; i < e->k.parts.n; i++)
        take_part(e, &l, i);
    take_button(e, &l, go);
    return kept_edit(e->d->w, &e->k, &l, err);
}

static bool show_barred(struct editor *e, struct err *err)
{
    e->barred = TR("This letter is final since: somebody finished it meanwhile.");
    for (isize i = 0; i < e->k.parts.n; i++) {
        bool is;
        struct str text = sent(e, "t", &e->k.parts.at[i], &is);
        if (is && !str_eq(text, e->k.parts.at[i].text))
            refuse(e, &e->typed[i], text, TR("These words were not saved."));
    }
    return show(e, err);
}

/* After a save, what is still wrong is shown with what was typed, beside what stands there now. */
static bool show_wrong(struct editor *e, struct err *err)
{
    struct kept fresh;
    struct typed *typed = e->typed;
    struct kept_parts old = e->k.parts;
    if (!letter_asked(&fresh, e->d, err))
        return false;
    e->k = fresh;
    e->typed = NEWN(e->d->a, struct typed, fresh.parts.n + 1);
    for (isize i = 0; i < fresh.parts.n; i++)
        for (isize k = 0; k < old.n; k++)
            if (id_eq(&old.at[k].id, &fresh.parts.at[i].id) &&
                (typed[k].wrong || typed[k].added_wrong))
                e->typed[i] = typed[k];
    return show(e, err);
}

bool post_letter_edit(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    for (int i = 0; i < TRIES; i++) {
        struct editor e = {.d = &d};
        struct err why = {0};
        struct str go;
        if (!letter_asked(&e.k, &d, err))
            return false;
        if (save(&e, &go, &why))
            return e.wrong ? show_wrong(&e, err) : respond_redirect(req, with_place(&e, go));
        if (why.code == E_DENIED)
            return show_barred(&e, err);
        if (why.code != E_CONFLICT || i == TRIES - 1)
            return err_copy(err, &why);
    }
    UNREACHABLE();
}
