/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words that can betray people, from data/read/protect.tsv, and telephone numbers by their shape:
 * with a country code (ITU-T E.164: at most fifteen digits), with a trunk 0 as in South Korea and
 * Japan, or a mobile number of China (eleven digits from 13 to 19).
 */
#include "base/list.h"
#include "read/rules.h"

enum { PHONE_MIN = 8, PHONE_TRUNK_MIN = 9, PHONE_MOBILE = 11, PHONE_MAX = 15 };

static bool is_outside(const struct page *p, isize i)
{
    switch (p->lines.at[p->line_of[i]].zone) {
    case ZONE_ADDRESS:
    case ZONE_SIGN:
    case ZONE_COPIES:
    case ZONE_FOOTER: return true;
    case ZONE_BODY:
    case ZONE_HEAD:
    case ZONE_OTHER_HALF: return false;
    }
    UNREACHABLE();
}

static void add(struct reading *r, struct page *p, isize from, isize to, enum read_protect_kind k)
{
    if (r->protect.n >= READING_ITEMS_MAX)
        return;
    *LIST_ADD(&r->protect, p->a) = (struct read_protect){
        .from = page_from(p, from, to, "protect", 900), .kind = k, .outside = is_outside(p, from)};
}

static enum read_protect_kind kind_of(struct str value)
{
    for (int k = 0; k < READ_PROTECT__COUNT; k++)
        if (str_eq(value, read_protect_name((enum read_protect_kind)k)))
            return (enum read_protect_kind)k;
    UNREACHABLE(); /* the tables are part of the program */
}

static bool is_mobile_of_china(const struct page *p, const struct lexeme *x)
{
    return p->text.p[x->start] == '1' && x->end - x->start > 1 && p->text.p[x->start + 1] >= '3';
}

/* The end of a telephone number that begins at lexeme i, or i. */
static isize phone_at(const struct page *p, isize i)
{
    bool plus = page_is_mark(p, i, '+');
    const struct lexeme *x = page_lex(p, i + plus);
    isize at = i + plus, end = i;
    int digits = 0;
    if (!x || x->kind != LEX_DIGITS || x->grouped || (plus && x->space))
        return i;
    bool trunk = p->text.p[x->start] == '0', mobile = is_mobile_of_china(p, x);
    for (; at < p->lex.n && at < i + 16; at++) {
        const struct lexeme *l = &p->lex.at[at];
        if (at > i && l->line)
            break;
        if (l->kind == LEX_DIGITS) {
            digits += l->digits;
            end = at + 1;
        } else if (l->kind != LEX_MARK ||
                   (l->cp != '-' && l->cp != '(' && l->cp != ')' && l->cp != '.' && at != i)) {
            break;
        }
    }
    bool fits = (plus && digits >= PHONE_MIN) || (trunk && digits >= PHONE_TRUNK_MIN) ||
                (mobile && digits == PHONE_MOBILE);
    return fits && digits <= PHONE_MAX ? end : i;
}

/* "24/01/00" and "ASA-24" are no telephone numbers. */
static bool begins_number(const struct page *p, isize i)
{
    const struct lexeme *x = page_lex(p, i), *before = page_lex(p, i - 1);
    return !before || x->space || x->line || before->cp == ':' || before->cp == '(' ||
           (before->kind != LEX_DIGITS && before->kind != LEX_MARK && before->kind != LEX_WORD);
}

void read_protect(struct reading *r, struct page *p)
{
    for (isize i = 0; i < p->lex.n; i++) {
        const struct hit *h = page_hit(p, i, TERM_PROTECT);
        isize phone = begins_number(p, i) ? phone_at(p, i) : i;
        if (h) {
            add(r, p, h->from, h->to, kind_of(h->value));
            i = h->to - 1;
        } else if (phone > i) {
            add(r, p, i, phone, READ_PROTECT_PHONE);
            i = phone - 1;
        }
    }
}
