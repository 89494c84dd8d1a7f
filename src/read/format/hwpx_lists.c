/* SPDX-License-Identifier: GPL-3.0-or-later */
/* KS X 6101, the lists of the header: numberings, bullets, and the looks of paragraphs. */
#include "read/format/hwpx_lists.h"

#include "base/list.h"
#include "read/format/xml.h"

enum tag { BULLET = 1, HEADING, LEVEL, LOOK, NUMBERING };

/* clang-format off */
static const struct xml_space spaces[] = {
    {"/head", "hh"},
    {"/paragraph", "hp"},
};
static const struct xml_tag tags[] = { /* sorted by name */
    {"hh:bullet", BULLET},
    {"hh:heading", HEADING},
    {"hh:numbering", NUMBERING},
    {"hh:paraHead", LEVEL},
    {"hh:paraPr", LOOK},
    {"hp:case", XML_CHOICE},
    {"hp:default", XML_CHOICE},
    {"hp:switch", XML_PICK},
};

static const struct number_name forms[] = {
    {"DIGIT", NUMBER_DECIMAL},
    {"CIRCLED_DIGIT", NUMBER_CIRCLED},
    {"ROMAN_CAPITAL", NUMBER_ROMAN_LARGE},
    {"ROMAN_SMALL", NUMBER_ROMAN_SMALL},
    {"LATIN_CAPITAL", NUMBER_LETTER_LARGE},
    {"LATIN_SMALL", NUMBER_LETTER_SMALL},
    {"HANGUL_SYLLABLE", NUMBER_HANGUL_SYLLABLE},
    {"CIRCLED_HANGUL_SYLLABLE", NUMBER_HANGUL_SYLLABLE_CIRCLED},
    {"HANGUL_JAMO", NUMBER_HANGUL_JAMO},
    {"CIRCLED_HANGUL_JAMO", NUMBER_HANGUL_JAMO_CIRCLED},
    {"HANGUL_PHONETIC", NUMBER_HANGUL_DIGIT},
    {"IDEOGRAPH", NUMBER_HAN},
    {"DECAGON_CIRCLE_HANJA", NUMBER_HAN_STEM},
};
/* clang-format on */

enum { LOOKS_MAX = 20000, PATTERN_MAX = 200 };

struct reading {
    struct hwpx_lists *l;
    struct arena *a;
    struct numbering *numbering; /* the one being read */
    int64_t level;               /* of it; -1: none */
    struct buf pattern;
};

static int64_t number_of(struct str s, int64_t absent)
{
    struct err ignored = {0};
    int64_t n = absent;
    return str_to_int(&n, s, 0, INT32_MAX, &ignored) ? n : absent;
}

static void level_start(struct reading *r, const struct xml_attributes *x)
{
    int64_t level = number_of(xml_attribute(x, "level"), 0) - 1; /* theirs begin with 1 */
    r->level = r->numbering && level >= 0 && level < NUMBERING_LEVELS ? level : -1;
    buf_clear(&r->pattern);
    if (r->level < 0)
        return;
    struct numbering_level *l = &r->numbering->levels[r->level];
    l->start = number_of(xml_attribute(x, "start"), 1);
    l->form = number_form(forms, COUNTOF(forms), xml_attribute(x, "numFormat"));
    buf_add(&r->pattern, xml_attribute(x, "text"));
}

static void look_start(struct reading *r, struct str id)
{
    if (r->l->looks.n == LOOKS_MAX)
        return;
    map_set(&r->l->look_by_id, str_copy(r->a, id), r->l->looks.n);
    LIST_ADD(&r->l->looks, r->a);
}

static void on_heading(struct reading *r, const struct xml_attributes *x)
{
    struct str type = xml_attribute(x, "type");
    if (r->l->looks.n == 0)
        return;
    r->l->looks.at[r->l->looks.n - 1] = (struct hwpx_look){
        .heading = str_eq(type, S("NUMBER"))    ? HEADING_NUMBER
                   : str_eq(type, S("OUTLINE")) ? HEADING_OUTLINE
                   : str_eq(type, S("BULLET"))  ? HEADING_BULLET
                                                : HEADING_NONE,
        .list = str_copy(r->a, xml_attribute(x, "idRef")),
        .level = number_of(xml_attribute(x, "level"), 0),
    };
}

static bool on_start(void *context, int tag, const struct xml_attributes *x)
{
    struct reading *r = context;
    struct str id = xml_attribute(x, "id");
    struct numbering *bullet;
    switch ((enum tag)tag) {
    case BULLET:
        bullet = numbering_new(&r->l->bullets, id, '^', r->a);
        for (int i = 0; bullet && i < NUMBERING_LEVELS; i++)
            bullet->levels[i] = (struct numbering_level){
                .bullet = true, .pattern = str_copy(r->a, xml_attribute(x, "char"))};
        return false;
    case HEADING: on_heading(r, x); break;
    case LEVEL: level_start(r, x); break;
    case LOOK: look_start(r, id); break;
    case NUMBERING: r->numbering = numbering_new(&r->l->numberings, id, '^', r->a); break;
    }
    return true;
}

static void on_end(void *context, int tag)
{
    struct reading *r = context;
    if (tag == NUMBERING)
        r->numbering = NULL;
    if (tag != LEVEL || r->level < 0 || !r->numbering)
        return;
    r->numbering->levels[r->level].pattern = str_copy(r->a, str_trim(buf_str(&r->pattern)));
    r->level = -1;
}

static void on_text(void *context, struct str s)
{
    struct reading *r = context;
    if (r->level >= 0)
        buf_add(&r->pattern, s);
}

bool hwpx_lists_read(struct hwpx_lists *out, struct package *p, struct arena *a, struct err *err)
{
    static const struct xml_format format = XML_FORMAT(spaces, tags, on_start, on_end, on_text);
    struct hwpx_lists l = {
        .numberings = numberings_in(a), .bullets = numberings_in(a), .look_by_id = map_in(a, 1)};
    struct reading r = {.l = &l, .a = a, .level = -1, .pattern = buf_in(a, PATTERN_MAX)};
    if (!xml_read(p, S("Contents/header.xml"), &format, &r, err))
        return false;
    *out = l;
    return true;
}

void hwpx_label(struct buf *b, struct hwpx_lists *l, struct str look, struct str outline)
{
    int64_t at = map_get(&l->look_by_id, look, -1);
    struct numbering *x = NULL;
    if (at < 0)
        return;
    const struct hwpx_look *k = &l->looks.at[at];
    switch (k->heading) {
    case HEADING_NONE: return;
    case HEADING_NUMBER: x = numbering_find(&l->numberings, k->list); break;
    case HEADING_OUTLINE: x = numbering_find(&l->numberings, outline); break;
    case HEADING_BULLET: x = numbering_find(&l->bullets, k->list); break;
    }
    if (x)
        numbering_next(b, x, k->level);
}
