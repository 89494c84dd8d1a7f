/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ODF 1.2 part 1, 5.3 (lists) and 16.30 (their styles). */
#include "read/format/odt_lists.h"

struct odt_lists odt_lists_in(struct arena *a)
{
    return (struct odt_lists){.a = a, .styles = numberings_in(a)};
}

static int64_t number_of(struct str s, int64_t absent)
{
    struct err ignored = {0};
    int64_t n = absent;
    return str_to_int(&n, s, 0, INT32_MAX, &ignored) ? n : absent;
}

void odt_style_start(struct odt_lists *l, struct str name)
{
    l->defined = numbering_new(&l->styles, name, '%', l->a);
}

/* ODF names a form by how it begins: "1", "i", "一, 二, 三, ...". */
static enum number_form form_of(struct str s)
{
    static const struct number_name forms[] = {
        {"1", NUMBER_DECIMAL},
        {"01", NUMBER_DECIMAL_TWO},
        {"a", NUMBER_LETTER_SMALL},
        {"A", NUMBER_LETTER_LARGE},
        {"i", NUMBER_ROMAN_SMALL},
        {"I", NUMBER_ROMAN_LARGE},
        {"①", NUMBER_CIRCLED},
        {"가", NUMBER_HANGUL_SYLLABLE},
        {"ㄱ", NUMBER_HANGUL_JAMO},
        {"㉮", NUMBER_HANGUL_SYLLABLE_CIRCLED},
        {"㉠", NUMBER_HANGUL_JAMO_CIRCLED},
        {"일", NUMBER_HANGUL_DIGIT},
        {"一", NUMBER_HAN},
        {"〇", NUMBER_HAN_DIGIT},
        {"甲", NUMBER_HAN_STEM},
    };
    struct str first, rest;
    str_cut(s, ',', &first, &rest);
    return s.n == 0 ? NUMBER_NONE : number_form(forms, COUNTOF(forms), str_trim(first));
}

static struct str pattern_of(const struct numbering *style, int64_t level,
                             const struct xml_attributes *x, struct arena *a)
{
    enum { MOST = 400 };
    struct buf b = buf_in(a, MOST);
    int64_t shown = number_of(xml_attribute(x, "text:display-levels"), 1);
    buf_add(&b, xml_attribute(x, "style:num-prefix"));
    bool first = true;
    bool numbered = style->levels[level].form != NUMBER_NONE;
    for (int64_t i = shown > level ? 0 : level + 1 - shown; i <= level && numbered; i++) {
        if (style->levels[i].form == NUMBER_NONE)
            continue;
        buf_addf(&b, "%s%%%" PRId64, first ? "" : ".", i + 1);
        first = false;
    }
    buf_add(&b, xml_attribute(x, "style:num-suffix"));
    return buf_str(&b);
}

void odt_style_level(struct odt_lists *l, const struct xml_attributes *x, bool bullet)
{
    int64_t level = number_of(xml_attribute(x, "text:level"), 0) - 1; /* theirs begin with 1 */
    if (!l->defined || level < 0 || level >= NUMBERING_LEVELS)
        return;
    struct numbering_level *n = &l->defined->levels[level];
    n->bullet = bullet;
    n->start = number_of(xml_attribute(x, "text:start-value"), 1);
    n->form = form_of(xml_attribute(x, "style:num-format"));
    n->pattern = bullet ? str_copy(l->a, xml_attribute(x, "text:bullet-char"))
                        : pattern_of(l->defined, level, x, l->a);
}

void odt_list_start(struct odt_lists *l, const struct xml_attributes *x)
{
    struct str style = xml_attribute(x, "text:style-name");
    bool goes_on = str_eq(xml_attribute(x, "text:continue-numbering"), S("true")) ||
                   xml_attribute(x, "text:continue-list").n > 0;
    struct numbering *around =
        l->depth > 0 && l->depth <= ODT_LISTS_OPEN ? l->open[l->depth - 1] : NULL;
    struct numbering *n = style.n > 0 ? numbering_find(&l->styles, style) : around;
    if (l->depth < ODT_LISTS_OPEN)
        l->open[l->depth] = n;
    if (l->depth++ == 0 && n && !goes_on)
        numbering_restart(n);
}

void odt_list_end(struct odt_lists *l)
{
    l->depth--;
    l->item_due = false;
}

void odt_item_start(struct odt_lists *l, const struct xml_attributes *x)
{
    int64_t start = number_of(xml_attribute(x, "text:start-value"), -1);
    struct numbering *n = l->depth > 0 && l->depth <= ODT_LISTS_OPEN ? l->open[l->depth - 1] : NULL;
    if (n && start >= 0)
        numbering_set(n, l->depth - 1, start);
    l->item_due = n;
}

void odt_label(struct buf *b, struct odt_lists *l, const struct xml_attributes *x, bool heading)
{
    if (l->item_due) {
        l->item_due = false;
        numbering_next(b, l->open[l->depth - 1], l->depth - 1);
        return;
    }
    bool unnumbered = str_eq(xml_attribute(x, "text:is-list-header"), S("true"));
    struct numbering *outline = numbering_find(&l->styles, S(""));
    if (heading && l->depth == 0 && outline && !unnumbered)
        numbering_next(b, outline, number_of(xml_attribute(x, "text:outline-level"), 1) - 1);
}
