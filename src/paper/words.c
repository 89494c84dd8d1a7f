/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/words.h"

#include "paper/clean.h"

enum { RUN_WEIGHT = 16 }; /* an empty run weighs too */

isize paper_letter_unchecked(const struct paper_letter *l)
{
    isize n = 0;
    for (isize i = 0; i < l->body.n; i++) {
        const struct paper_run_list *runs = &l->body.at[i].runs;
        for (isize k = 0; k < runs->n; k++)
            n += runs->at[k].style == PAPER_FACT && !runs->at[k].checked;
    }
    return n;
}

isize note_index(const struct paper_letter *l, int number)
{
    for (isize i = 0; i < l->notes.n; i++)
        if (l->notes.at[i].number == number)
            return i;
    return -1;
}

/* Adds up bytes against both limits. */
static bool weigh(isize *total, isize n, const char *what, struct err *err)
{
    if (n > PAPER_BLOCK_MAX)
        return err_set(err, E_LIMIT, "%s has more than %d bytes", what, PAPER_BLOCK_MAX);
    *total += n;
    if (*total > PAPER_TEXT_MAX)
        return err_set(err, E_LIMIT, "the letter has more than %d bytes", PAPER_TEXT_MAX);
    return true;
}

static bool weigh_lines(isize *total, const struct str_list *l, isize max, const char *what,
                        struct err *err)
{
    if (l->n > max)
        return err_set(err, E_LIMIT, "%s: more than %td lines", what, max);
    for (isize i = 0; i < l->n; i++)
        if (!weigh(total, l->at[i].n, what, err))
            return false;
    return true;
}

static bool weigh_body(isize *total, const struct paper_letter *l, struct err *err)
{
    if (l->body.n > PAPER_BLOCKS_MAX)
        return err_set(err, E_LIMIT, "more than %d blocks", PAPER_BLOCKS_MAX);
    for (isize i = 0; i < l->body.n; i++) {
        const struct paper_run_list *runs = &l->body.at[i].runs;
        isize bytes = 0;
        for (isize k = 0; k < runs->n; k++) {
            const struct paper_run *r = &runs->at[k];
            if (r->note && note_index(l, r->note) < 0)
                return err_set(err, E_INVALID, "footnote %d is referred to but has no text",
                               r->note);
            if (r->text.n > PAPER_BLOCK_MAX || k == PAPER_BLOCK_MAX / RUN_WEIGHT)
                return err_set(err, E_LIMIT, "block %td is too long", i + 1);
            bytes += r->text.n + RUN_WEIGHT;
        }
        if (!weigh(total, bytes, "a block", err))
            return false;
    }
    return true;
}

static bool weigh_notes(isize *total, const struct paper_letter *l, struct err *err)
{
    if (l->notes.n > PAPER_NOTES_MAX)
        return err_set(err, E_LIMIT, "more than %d footnotes", PAPER_NOTES_MAX);
    for (isize i = 0; i < l->notes.n; i++) {
        if (note_index(l, l->notes.at[i].number) != i)
            return err_set(err, E_INVALID, "two footnotes have the number %d",
                           l->notes.at[i].number);
        if (!weigh(total, l->notes.at[i].text.n, "a footnote", err))
            return false;
    }
    return true;
}

bool letter_check(const struct paper_letter *l, struct err *err)
{
    isize total = 0;
    const struct str singles[] = {l->organisation, l->number,     l->place_date, l->address_on,
                                  l->subject,      l->salutation, l->closing};
    for (isize i = 0; i < COUNTOF(singles); i++)
        if (!weigh(&total, singles[i].n, "a line", err))
            return false;
    return weigh_lines(&total, &l->letterhead, PAPER_HEAD_MAX, "letterhead", err) &&
           weigh_lines(&total, &l->addressee, PAPER_HEAD_MAX, "addressee", err) &&
           weigh_lines(&total, &l->signatures, PAPER_LINES_MAX, "signatures", err) &&
           weigh_lines(&total, &l->copies, PAPER_LINES_MAX, "copies", err) &&
           weigh_notes(&total, l, err) && weigh_body(&total, l, err);
}

enum language words_language(struct str tag, enum language otherwise)
{
    enum language lang;
    return language_from_tag(&lang, tag) ? lang : otherwise;
}

struct str either(struct str a, struct str b)
{
    return a.n ? a : b;
}

struct str draft_line(const struct paper_letter *l, struct arena *a)
{
    if (!l->draft)
        return S("");
    struct str n = str_format(a, "%td", paper_letter_unchecked(l));
    struct str say =
        msg(words_language(l->lang, LANG_EN), TR("DRAFT, not to be sent. Facts not checked: {n}"));
    return msg_fill(a, say, "n", n, NULL);
}

struct str demonstration_line(const struct paper_letter *l)
{
    if (!l->demonstration)
        return S("");
    return msg(words_language(l->lang, LANG_EN),
               TR("DEMONSTRATION: the persons and events here are invented"));
}

struct str address_line(const struct paper_letter *l, struct arena *a)
{
    enum language ui = words_language(l->lang, LANG_EN);
    if (l->address == PAPER_ADDRESS_SILENT)
        return S("");
    if (l->address == PAPER_ADDRESS_UNSURE)
        return msg(ui, TR("Address NOT CONFIRMED"));
    struct str on = clean_line(l->address_on, a);
    if (!on.n)
        return msg(ui, TR("Address verified"));
    return msg_fill(a, msg(ui, TR("Address verified on {date}")), "date", on, NULL);
}

struct str not_checked(const struct paper_run *r, enum language ui, struct arena *a)
{
    if (r->style != PAPER_FACT || r->checked)
        return S("");
    struct str say = msg(ui, TR("[not checked]"));
    return str_format(a, " %.*s", FS(say));
}
