/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is written to: address blocks above a salutation ("Dear ...," or "Salutation: ..."), blocks
 * under "APPEALS TO", "To:" lines, the salutation alone; and who gets copies.
 */
#include "base/list.h"
#include "read/lines.h"
#include "read/names.h"
#include "read/rules.h"

enum { BLOCK_LINES = 18, COPY_LINES = 12 };

static bool label_is(const struct page *p, isize k, const char *value)
{
    return line_is_label(p, k, str_from_c(value));
}

/* Lines that end an address block above a salutation. */
static bool stops_block(const struct page *p, isize k)
{
    static const char *const labels[] = {"date",   "appeals", "action",  "cc",        "section",
                                         "footer", "from",    "signers", "salutation"};
    const struct line *l = &p->lines.at[k];
    int32_t last = p->lex.at[l->to - 1].cp;
    if (l->zone != ZONE_BODY || l->bullet || line_is_prose(p, k) || line_is_closing(p, k) ||
        line_is_rule(p, k) || line_salutation(p, k) || line_is_date(p, k) || last == ':' ||
        last == '|')
        return true;
    for (isize i = 0; i < COUNTOF(labels); i++)
        if (label_is(p, k, labels[i]))
            return true;
    return false;
}

static bool is_titled(const struct page *p, isize k)
{
    struct party who;
    const struct line *l = &p->lines.at[k];
    return party_parse(&who, p, l->from, l->to) && who.titled;
}

static bool begins_party(const struct page *p, isize k)
{
    const struct line *l = &p->lines.at[k];
    struct party who;
    if (is_titled(p, k) || is_name_line(p, l->from, l->to))
        return true;
    return party_parse(&who, p, l->from, l->to) && who.name_to - who.name_from >= 2 &&
           page_hit(p, who.name_from, TERM_GIVEN);
}

/* Where the block above line k begins: its topmost line that names someone; k if none does. */
static isize block_start(const struct page *p, isize k)
{
    isize top = k;
    while (top > 0 && k - top < BLOCK_LINES && !stops_block(p, top - 1))
        top--;
    bool after_closing = top > 0 && line_is_closing(p, top - 1);
    for (isize t = top; t < k; t++)
        if (after_closing ? is_titled(p, t) : begins_party(p, t))
            return t;
    return k;
}

static struct read_recipient *recipient_of(struct reading *r, struct str name, struct str office)
{
    for (isize i = 0; i < r->recipients.n; i++) {
        struct read_recipient *old = &r->recipients.at[i];
        if (name.n ? str_eq_ascii_nocase(old->name, name)
                   : (!old->name.n && str_eq_ascii_nocase(old->office, office)))
            return old;
    }
    return NULL;
}

static struct read_recipient *recipient_add(struct reading *r, struct page *p,
                                            const struct party *who, const char *rule, int score)
{
    struct str name = name_text(p, who->name_from, who->name_to);
    struct str office = page_clean(page_words(p, who->office_from, who->office_to), p->a);
    struct read_recipient *old = recipient_of(r, name, office);
    if (old || r->recipients.n >= READING_ITEMS_MAX)
        return old;
    isize from = who->name_from, to = who->name_to;
    if (from >= to) {
        from = who->office_from;
        to = who->office_to;
    }
    struct read_recipient *x = LIST_ADD(&r->recipients, p->a);
    *x = (struct read_recipient){
        .from = page_from(p, from, to, rule, score), .name = name, .office = office};
    return x;
}

static void trim_marks(const struct page *p, isize *from, isize *to)
{
    while (*to > *from && p->lex.at[*to - 1].kind == LEX_MARK && p->lex.at[*to - 1].cp != ')')
        --*to;
    while (*from < *to && p->lex.at[*from].kind == LEX_MARK && p->lex.at[*from].cp != '(')
        ++*from;
}

static void address_add(struct read_recipient *x, struct page *p, isize from, isize to)
{
    trim_marks(p, &from, &to);
    if (from < to && x->address.n < BLOCK_LINES)
        str_list_add(&x->address, page_words(p, from, to), p->a);
}

/* What the first line says, and what the second adds to it. Returns the lines understood. */
static isize block_head(struct party *who, const struct page *p, isize from, isize to)
{
    const struct line *l = &p->lines.at[from];
    struct party more;
    isize used = 1;
    if (!party_parse(who, p, l->from, l->to))
        return 0;
    while (from + used < to && used < 3) {
        const struct line *next = &p->lines.at[from + used];
        bool no_name = who->name_to <= who->name_from,
             no_office = who->office_to <= who->office_from;
        if (no_name && is_name_line(p, next->from, next->to) &&
            party_parse(&more, p, next->from, next->to)) {
            who->name_from = more.name_from;
            who->name_to = more.name_to;
        } else if (no_office && party_parse(&more, p, next->from, next->to) &&
                   more.office_from == next->from) {
            who->office_from = more.office_from;
            who->office_to = more.office_to;
        } else {
            break;
        }
        who->end = next->to;
        used++;
    }
    return used;
}

/* One recipient from lines [from, to). */
static struct read_recipient *block_read(struct reading *r, struct page *p, isize from, isize to,
                                         const char *rule)
{
    struct party who;
    isize used = block_head(&who, p, from, to), after;
    if (!used)
        return NULL;
    struct read_recipient *x = recipient_add(r, p, &who, rule, 900);
    lines_zone(p, from, to, ZONE_ADDRESS);
    if (!x || x->address.n)
        return x;
    if (used == 1 && who.end < p->lines.at[from].to)
        address_add(x, p, who.end, p->lines.at[from].to);
    for (isize k = from + used; k < to; k++)
        if (!line_label(p, k, &after).n && !line_is_rule(p, k))
            address_add(x, p, p->lines.at[k].from, p->lines.at[k].to);
    return x;
}

/* Does line t begin another recipient in the block that began at 'from'? */
static bool is_next_recipient(const struct page *p, isize from, isize t, isize to)
{
    const struct line *l = &p->lines.at[t];
    if (!l->blank || !is_titled(p, t) || t - from < 2)
        return false;
    bool spaced = true; /* every line of the block stands apart: a blank line says nothing */
    for (isize k = from + 1; k < to; k++)
        spaced &= p->lines.at[k].blank;
    return !spaced;
}

static struct read_recipient *blocks_read(struct reading *r, struct page *p, isize from, isize to,
                                          const char *rule)
{
    struct read_recipient *last = NULL;
    isize start = from;
    for (isize t = from + 1; t <= to; t++)
        if (t == to || is_next_recipient(p, start, t, to)) {
            last = block_read(r, p, start, t, rule);
            start = t;
        }
    return last;
}

/* "Dear President Xi," without an address: the words themselves say who. */
static struct read_recipient *salutation_read(struct reading *r, struct page *p, isize from,
                                              isize to)
{
    struct party who;
    if (!party_parse(&who, p, from, to))
        return NULL;
    bool office = who.office_to > who.office_from;
    struct str said = page_words(p, who.office_from, who.office_to);
    bool named = who.name_to > who.name_from;
    for (isize i = 0; office && i < r->recipients.n; i++) {
        struct read_recipient *x = &r->recipients.at[i];
        if (str_find(x->office, said) < 0 || x->salutation.n || (named && x->name.n))
            continue;
        if (named) /* "Dear Ambassador Hall" to the office above */
            x->name = name_text(p, who.name_from, who.name_to);
        return x; /* "Dear Minister" to somebody named above */
    }
    if (!office && (who.name_to <= who.name_from || !who.titled))
        return NULL;
    return recipient_add(r, p, &who, "recipient.salutation", 750);
}

/* Does a salutation speak to the person of the block? "Dear Governor" does to any. */
static bool salutation_fits(const struct page *p, const struct read_recipient *x, isize from,
                            isize to)
{
    struct party who;
    if (!party_parse(&who, p, from, to) || who.name_to <= who.name_from || !x->name.n)
        return true;
    return str_find(x->name, page_words(p, who.name_from, who.name_from + 1)) >= 0;
}

static void letter_read(struct reading *r, struct page *p, isize k, isize name)
{
    isize to = p->lines.at[k].to, from = block_start(p, k);
    struct read_recipient *x = NULL;
    if (from < k)
        x = blocks_read(r, p, from, k, "recipient.block");
    if (!x || !salutation_fits(p, x, name, to))
        x = salutation_read(r, p, name, to);
    if (x && !x->salutation.n)
        x->salutation = line_text(p, k);
    p->lines.at[k].zone = ZONE_ADDRESS;
}

/* "Salutation: Your Excellency" closes a block of an urgent action. */
static void labelled_read(struct reading *r, struct page *p, isize k, isize after)
{
    isize from = block_start(p, k);
    struct read_recipient *x = NULL;
    if (from < k)
        x = blocks_read(r, p, from, k, "recipient.appeal");
    if (x && !x->salutation.n)
        x->salutation = page_words(p, after, p->lines.at[k].to);
    p->lines.at[k].zone = ZONE_ADDRESS;
}

/* A list item that is an address and no request: "H.E. ..., Prime Minister, ...; Fax: ...". */
static bool is_addressed(const struct page *p, isize k)
{
    const struct line *l = &p->lines.at[k];
    return is_titled(p, k) && page_is_capital(p, l->from) && !page_hit(p, l->from, TERM_ASK);
}

static void item_recipient(struct reading *r, struct page *p, isize k)
{
    const struct line *l = &p->lines.at[k];
    struct party who;
    isize end = l->from;
    if (!party_parse(&who, p, l->from, l->to))
        return;
    struct read_recipient *x = recipient_add(r, p, &who, "recipient.item", 800);
    while (end < l->to && !page_is_mark(p, end, ';') && !page_is(p, end, TERM_LABEL, S("contact")))
        end++;
    if (x && !x->address.n)
        address_add(x, p, who.end, end);
    isize last = k + 1;
    while (last < p->lines.n && p->lines.at[last].joined)
        last++;
    lines_zone(p, k, last, ZONE_ADDRESS);
}

/* Blocks that follow "APPEALS TO:" without salutations. */
static void appeals_read(struct reading *r, struct page *p, isize k, isize after)
{
    static const char *const ends[] = {"cc", "section", "until", "footer", "signers", "action"};
    isize to = p->lines.at[k].to;
    struct party who;
    if (after < to && p->lex.at[to - 1].cp != ':' && party_parse(&who, p, after, to) && who.titled)
        recipient_add(r, p, &who, "recipient.appeal", 800);
    isize start = -1, t = k + 1;
    for (; t < p->lines.n && t < k + 60; t++) {
        bool end = line_is_prose(p, t) && !p->lines.at[t].bullet;
        for (isize i = 0; i < COUNTOF(ends); i++)
            end |= label_is(p, t, ends[i]);
        bool breaks = p->lines.at[t].blank || label_is(p, t, "appeals");
        if (start >= 0 && (end || (breaks && t - start > 1 && begins_party(p, t)))) {
            block_read(r, p, start, t, "recipient.appeal");
            start = -1;
        }
        if (end)
            return;
        bool free = start < 0 && p->lines.at[t].zone == ZONE_BODY;
        if (free && p->lines.at[t].bullet && is_addressed(p, t))
            item_recipient(r, p, t);
        else if (free && !p->lines.at[t].bullet && is_titled(p, t))
            start = t;
    }
    if (start >= 0)
        block_read(r, p, start, t, "recipient.appeal");
}

/* "태국 이민청장 귀하": whoever a line of this kind names, if no table knows the office. */
static struct read_recipient *office_by_label(struct reading *r, struct page *p, isize from,
                                              isize to)
{
    enum { SHORT = 14 };
    const struct hit *honor = page_hit_before(p, to, TERM_HONORIFIC);
    if (honor && honor->from > from)
        to = honor->from;
    if (to - from > SHORT || to <= from || !page_is_cjk(p, from))
        return NULL;
    struct party who = {.office_from = from, .office_to = to, .end = to, .titled = true};
    return recipient_add(r, p, &who, "recipient.to", 600);
}

/* "To: Minister of Justice, ..." and the lines that belong to it. */
static void to_read(struct reading *r, struct page *p, isize k, isize after)
{
    struct party who;
    isize end = k + 1, to = p->lines.at[k].to, next;
    bool inline_party = after < to && party_parse(&who, p, after, to) &&
                        (who.titled || who.name_to - who.name_from >= 2);
    while (end < p->lines.n && end < k + 10 && !p->lines.at[end].blank &&
           !line_label(p, end, &next).n && !stops_block(p, end))
        end++;
    struct read_recipient *x = NULL;
    if (inline_party) {
        x = recipient_add(r, p, &who, "recipient.to", 900);
        for (isize t = k + 1; x && t < end; t++)
            if (is_titled(p, t))
                x = block_read(r, p, t, t + 1, "recipient.to");
            else
                address_add(x, p, p->lines.at[t].from, p->lines.at[t].to);
    } else if (after >= to && end > k + 1) {
        blocks_read(r, p, k + 1, end, "recipient.to");
    } else if (after < to) {
        office_by_label(r, p, after, to);
    }
    lines_zone(p, k, end, ZONE_ADDRESS);
}

/* A mark between those who get copies: ";", and in Korean and Chinese a comma. */
static bool parts_copies(const struct page *p, isize i)
{
    bool cjk = page_is_cjk(p, i - 1) && page_is_cjk(p, i + 1);
    return page_is_mark(p, i, ';') || page_is_mark(p, i, 0xff1b) ||
           (cjk && (page_is_mark(p, i, ',') || page_is_mark(p, i, 0x3001)));
}

static void copy_add(struct reading *r, struct page *p, isize from, isize to)
{
    for (isize i = from; i < to; i++)
        if (parts_copies(p, i)) { /* several on one line */
            copy_add(r, p, from, i);
            from = i + 1;
        }
    trim_marks(p, &from, &to);
    if (from < to && r->copies.n < READING_ITEMS_MAX)
        *LIST_ADD(&r->copies, p->a) =
            (struct read_word){.from = page_from(p, from, to, "copies.line", 900),
                               .text = page_clean(page_words(p, from, to), p->a)};
}

static void copies_read(struct reading *r, struct page *p, isize k, isize after)
{
    isize t = k + 1, from = after, to = p->lines.at[k].to, next;
    bool empty = after >= to, block = false;
    for (; t < p->lines.n && t < k + COPY_LINES; t++) {
        const struct line *l = &p->lines.at[t];
        bool joined = l->joined && from < to;
        if (!joined && ((l->blank && !empty) || line_label(p, t, &next).n || line_is_prose(p, t) ||
                        line_salutation(p, t)))
            break;
        bool name = block && is_name_line(p, l->from, l->to);
        if (block && !joined && !name && !is_titled(p, t))
            continue; /* the address of the official above */
        if (!joined && !(name && from < to && p->lines.at[p->line_of[from]].to == to)) {
            copy_add(r, p, from, to);
            from = l->from;
        }
        block |= empty && is_titled(p, t) && !page_hit(p, l->from, TERM_HONORIFIC) &&
                 t + 2 < p->lines.n && (line_is_postal(p, t + 2) || line_is_postal(p, t + 3));
        to = l->to;
        empty = false;
    }
    copy_add(r, p, from, to);
    lines_zone(p, k, t, ZONE_COPIES);
}

/* 此致, and on the next line the official: a Chinese letter may name who it is to at its end. */
static void closing_names(struct reading *r, struct page *p, isize k)
{
    const struct line *l = &p->lines.at[k];
    struct party who;
    if (!str_starts(line_text(p, k), S("此致")) || l->to - l->from > 2 || k + 1 >= p->lines.n)
        return;
    l = &p->lines.at[k + 1];
    if (line_is_prose(p, k + 1) || !party_parse(&who, p, l->from, l->to) ||
        !page_is(p, who.office_from, TERM_OFFICE, S("2")))
        return;
    for (isize i = 0; i < r->recipients.n && who.name_to > who.name_from; i++) {
        struct read_recipient *x = &r->recipients.at[i];
        if (!x->name.n && str_ends(page_words(p, who.office_from, who.office_to), x->office))
            x->name = name_text(p, who.name_from, who.name_to); /* "首相閣下：" above */
    }
    recipient_add(r, p, &who, "recipient.closing", 700);
    p->lines.at[k + 1].zone = ZONE_ADDRESS;
}

/* The lines over the telephone numbers of a letterhead are its address. */
static void letterhead_address(struct page *p, isize contact)
{
    enum { HEAD = 6 };
    for (isize k = contact - 1; k >= 0 && contact < HEAD && k >= contact - 2; k--) {
        const struct line *l = &p->lines.at[k];
        bool digits = false;
        for (isize i = l->from; i < l->to; i++)
            digits |= p->lex.at[i].kind == LEX_DIGITS;
        if (!digits || line_is_prose(p, k) || line_is_date(p, k))
            return;
        lines_zone(p, k, k + 1, ZONE_ADDRESS);
    }
}

void read_recipients(struct reading *r, struct page *p)
{
    for (isize k = 0; k < p->lines.n; k++) {
        struct line *l = &p->lines.at[k];
        isize after, name = line_salutation(p, k);
        if (l->zone == ZONE_OTHER_HALF)
            continue;
        if (name) {
            letter_read(r, p, k, name);
            continue;
        }
        struct str label = line_label(p, k, &after);
        if (str_eq(label, S("salutation")))
            labelled_read(r, p, k, after);
        else if (str_eq(label, S("to")))
            to_read(r, p, k, after);
        else if (str_eq(label, S("cc")) || str_eq(label, S("attn")))
            copies_read(r, p, k, after);
    }
    for (isize k = 0; k < p->lines.n; k++) {
        isize after;
        if (p->lines.at[k].zone != ZONE_OTHER_HALF &&
            str_eq(line_label(p, k, &after), S("appeals")))
            appeals_read(r, p, k, after);
        else if (label_is(p, k, "re"))
            lines_zone(p, k, k + 1, ZONE_HEAD);
        else if (label_is(p, k, "contact") || line_is_postal(p, k) || line_has_contact(p, k))
            lines_zone(p, k, k + 1, ZONE_ADDRESS);
        if (label_is(p, k, "contact"))
            letterhead_address(p, k);
        closing_names(r, p, k);
    }
}
