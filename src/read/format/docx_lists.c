/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ECMA-376 part 1, 17.9 (numbering) and 17.7 (styles), as far as numbers are concerned. */
#include "read/format/docx_lists.h"

#include "base/list.h"
#include "read/format/xml.h"

enum tag {
    ABSTRACT = 1,
    ABSTRACT_ID,
    BASED_ON,
    FORM,
    LEVEL,
    LEVEL_TEXT,
    NUM,
    OVERRIDE,
    PLACE_LEVEL,
    PLACE_NUM,
    START,
    START_OVERRIDE,
    STYLE,
};

/* clang-format off */
static const struct xml_space spaces[] = {
    {"/wordprocessingml/2006/main", "w"},
    {"/wordprocessingml/main", "w"},
    {"/markup-compatibility/2006", "mc"},
};
static const struct xml_tag tags[] = { /* sorted by name */
    {"mc:AlternateContent", XML_PICK},
    {"mc:Choice", XML_CHOICE},
    {"mc:Fallback", XML_CHOICE},
    {"w:abstractNum", ABSTRACT},
    {"w:abstractNumId", ABSTRACT_ID},
    {"w:basedOn", BASED_ON},
    {"w:ilvl", PLACE_LEVEL},
    {"w:lvl", LEVEL},
    {"w:lvlOverride", OVERRIDE},
    {"w:lvlText", LEVEL_TEXT},
    {"w:num", NUM},
    {"w:numFmt", FORM},
    {"w:numId", PLACE_NUM},
    {"w:pPrChange", XML_SKIP},
    {"w:start", START},
    {"w:startOverride", START_OVERRIDE},
    {"w:style", STYLE},
};

/* 17.18.59, those that our documents have. */
static const struct number_name forms[] = {
    {"none", NUMBER_NONE},
    {"decimalZero", NUMBER_DECIMAL_TWO},
    {"lowerLetter", NUMBER_LETTER_SMALL},
    {"upperLetter", NUMBER_LETTER_LARGE},
    {"lowerRoman", NUMBER_ROMAN_SMALL},
    {"upperRoman", NUMBER_ROMAN_LARGE},
    {"decimalEnclosedCircle", NUMBER_CIRCLED},
    {"decimalEnclosedCircleChinese", NUMBER_CIRCLED},
    {"ganada", NUMBER_HANGUL_SYLLABLE},
    {"chosung", NUMBER_HANGUL_JAMO},
    {"koreanCounting", NUMBER_HANGUL_DIGIT},
    {"koreanDigital", NUMBER_HANGUL_DIGIT},
    {"chineseCounting", NUMBER_HAN},
    {"chineseCountingThousand", NUMBER_HAN},
    {"taiwaneseCounting", NUMBER_HAN},
    {"taiwaneseCountingThousand", NUMBER_HAN},
    {"japaneseCounting", NUMBER_HAN},
    {"ideographDigital", NUMBER_HAN_DIGIT},
    {"koreanDigital2", NUMBER_HAN_DIGIT},
    {"taiwaneseDigital", NUMBER_HAN_DIGIT},
    {"ideographTraditional", NUMBER_HAN_STEM},
};
/* clang-format on */

enum { NUMS_MAX = 10000, BASED_MAX = 20 };

struct reading {
    struct docx_lists *l;
    struct numbering *abstract; /* the one being read */
    int64_t level;              /* of it, or of a w:num; -1: none */
    bool in_num;
    struct docx_list_place style; /* the one being read */
    struct str style_id;
};

static int64_t number_of(struct str s, int64_t absent)
{
    struct err ignored = {0};
    int64_t n = absent;
    return str_to_int(&n, s, 0, INT32_MAX, &ignored) ? n : absent;
}

static int64_t level_of(struct str s)
{
    int64_t n = number_of(s, -1);
    return n < NUMBERING_LEVELS ? n : -1;
}

static void num_start(struct reading *r, struct str id)
{
    struct docx_lists *l = r->l;
    if (l->nums.n == NUMS_MAX)
        return;
    struct docx_num *n = LIST_ADD(&l->nums, l->a);
    n->id = str_copy(l->a, id);
    for (int i = 0; i < NUMBERING_LEVELS; i++)
        n->starts[i] = -1;
    map_set(&l->num_by_id, n->id, l->nums.n - 1);
    r->in_num = true;
}

static void on_level(struct reading *r, enum tag tag, struct str value)
{
    struct numbering_level *l =
        r->abstract && r->level >= 0 ? &r->abstract->levels[r->level] : NULL;
    if (!l)
        return;
    if (tag == START)
        l->start = number_of(value, 1);
    else if (tag == LEVEL_TEXT)
        l->pattern = str_copy(r->l->a, value);
    else if (str_eq(value, S("bullet")))
        l->bullet = true;
    else
        l->form = number_form(forms, COUNTOF(forms), value);
}

static bool on_start(void *context, int tag, const struct xml_attributes *x)
{
    struct reading *r = context;
    struct docx_lists *l = r->l;
    struct str value = xml_attribute(x, "w:val");
    struct docx_num *num = r->in_num ? &l->nums.at[l->nums.n - 1] : NULL;
    switch ((enum tag)tag) {
    case ABSTRACT:
        r->abstract = numbering_new(&l->abstracts, xml_attribute(x, "w:abstractNumId"), '%', l->a);
        break;
    case ABSTRACT_ID:
        if (num)
            num->abstract = str_copy(l->a, value);
        break;
    case BASED_ON: r->style.style = str_copy(l->a, value); break;
    case FORM:
    case LEVEL_TEXT:
    case START: on_level(r, (enum tag)tag, value); break;
    case LEVEL:
    case OVERRIDE: r->level = level_of(xml_attribute(x, "w:ilvl")); break;
    case NUM: num_start(r, xml_attribute(x, "w:numId")); break;
    case PLACE_LEVEL: r->style.level = level_of(value); break;
    case PLACE_NUM: r->style.num = str_copy(l->a, value); break;
    case START_OVERRIDE:
        if (num && r->level >= 0)
            num->starts[r->level] = number_of(value, 1);
        break;
    case STYLE:
        r->style = (struct docx_list_place){.level = -1};
        r->style_id = str_copy(l->a, xml_attribute(x, "w:styleId"));
        break;
    }
    return true;
}

static void on_end(void *context, int tag)
{
    struct reading *r = context;
    struct docx_lists *l = r->l;
    switch ((enum tag)tag) {
    case ABSTRACT: r->abstract = NULL; break;
    case LEVEL: r->level = r->in_num ? r->level : -1; break;
    case OVERRIDE: r->level = -1; break;
    case NUM: r->in_num = false; break;
    case STYLE:
        if (l->styles.n == NUMS_MAX)
            break;
        map_set(&l->style_by_id, r->style_id, l->styles.n);
        *LIST_ADD(&l->styles, l->a) = r->style;
        break;
    default: break;
    }
}

bool docx_lists_read(struct docx_lists *out, struct package *p, const struct relations *r,
                     struct arena *a, struct err *err)
{
    static const struct xml_format format = XML_FORMAT(spaces, tags, on_start, on_end, NULL);
    static const char *const types[] = {"numbering", "styles"};
    struct docx_lists l = {.a = a,
                           .abstracts = numberings_in(a),
                           .num_by_id = map_in(a, 1),
                           .style_by_id = map_in(a, 1)};
    struct reading reading = {.l = &l, .level = -1};
    for (isize i = 0; i < COUNTOF(types); i++) {
        const struct relation *member = relation_by_type(r, types[i]);
        if (member && !xml_read(p, member->target, &format, &reading, err))
            return false;
    }
    *out = l;
    return true;
}

/* What is not said of the paragraph itself its style says, or what that is based on. */
static struct docx_list_place whole_place(const struct docx_lists *l,
                                          const struct docx_list_place *said)
{
    struct docx_list_place place = *said;
    struct str style = said->style;
    for (int i = 0; i < BASED_MAX && style.n > 0 && (place.num.n == 0 || place.level < 0); i++) {
        int64_t at = map_get(&l->style_by_id, style, -1);
        if (at < 0)
            break;
        const struct docx_list_place *s = &l->styles.at[at];
        if (place.num.n == 0)
            place.num = s->num;
        if (place.level < 0)
            place.level = s->level;
        style = s->style;
    }
    place.level = place.level < 0 ? 0 : place.level;
    return place;
}

void docx_label(struct buf *b, struct docx_lists *l, const struct docx_list_place *said)
{
    struct docx_list_place place = whole_place(l, said);
    int64_t at = place.num.n > 0 ? map_get(&l->num_by_id, place.num, -1) : -1;
    struct docx_num *num = at >= 0 ? &l->nums.at[at] : NULL;
    struct numbering *x = num ? numbering_find(&l->abstracts, num->abstract) : NULL;
    if (!x)
        return;
    int64_t *start = &num->starts[place.level];
    if (*start >= 0) /* only the first time */
        numbering_set(x, place.level, *start);
    *start = -1;
    numbering_next(b, x, place.level);
}
