/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two passes: first every name and number is known, then what refers to them is resolved. So the
 * files can be in any order.
 */
#include "record/schema_parse.h"

#include "record/card.h"

struct parse {
    struct schema *s;
    struct str prefix;
    bool core;
    struct card_list cards;
    struct arena *a;
    struct err *err;
};

enum { NUMBER_OF_TYPE = 1 }; /* the vocabulary "type" */

struct word {
    const char *word;
    int value;
};

static const struct word value_words[] = {
    {"text", VALUE_TEXT},   {"date", VALUE_DATE},   {"quantity", VALUE_QUANTITY},
    {"place", VALUE_PLACE}, {"file", VALUE_FILE},   {"sealed", VALUE_SEALED},
    {"flag", VALUE_FLAG},   {"bytes", VALUE_BYTES}, {"piece", VALUE_PIECE},
    {"bytes", VALUE_BYTES}, {"piece", VALUE_PIECE}, {NULL, 0},
};
static const struct word format_words[] = {
    {"line", FORMAT_LINE},         {"several lines", FORMAT_LONG},
    {"web", FORMAT_WEB},           {"e-mail", FORMAT_EMAIL},
    {"phone", FORMAT_PHONE},       {"country", FORMAT_COUNTRY},
    {"language", FORMAT_LANGUAGE}, {"document symbol", FORMAT_SYMBOL},
    {"point", FORMAT_POINT},       {"hash", FORMAT_HASH},
    {"address", FORMAT_ADDRESS},   {NULL, 0},
};
static const struct word compare_words[] = {
    {"exact", COMPARE_EXACT},       {"folded", COMPARE_FOLDED},   {"date", COMPARE_DATE},
    {"quantity", COMPARE_QUANTITY}, {"address", COMPARE_ADDRESS}, {NULL, 0},
};
static const struct word key_words[] = {
    {"subject", KEY_SUBJECT},
    {"measure", KEY_MEASURE},
    {"population", KEY_POPULATION},
    {"holder", KEY_HOLDER},
    {"as of", KEY_AS_OF},
    {"language", KEY_LANGUAGE},
    {"unit", KEY_UNIT},
    {NULL, 0},
};
static const struct word sensitivity_words[] = {
    {"open", SENSITIVITY_OPEN},
    {"restricted", SENSITIVITY_RESTRICTED},
    {"secret", SENSITIVITY_SECRET},
    {NULL, 0},
};
static const struct word name_words[] = {
    {"no", 0},
    {"in office", BY_NAME_OFFICE},
    {"signatory", BY_NAME_SIGNATORY},
    {"always", BY_NAME_ALWAYS},
    {NULL, 0},
};
static const struct word holds_words[] = {{"one", 0}, {"many", 1}, {NULL, 0}};
static const struct word as_of_words[] = {{"optional", 0}, {"required", 1}, {NULL, 0}};
static const struct word yes_words[] = {{"no", 0}, {"yes", 1}, {NULL, 0}};
static const struct word counted_words[] = {{"at a moment", 0}, {"over a period", 1}, {NULL, 0}};

static const struct word *word_find(const struct word *words, struct str s)
{
    for (; words->word; words++)
        if (str_eq(str_from_c(words->word), s))
            return words;
    return NULL;
}

/* One word of the list; the first of the list where the card has no such key. */
static bool get_word(int *out, struct parse *p, struct card *c, struct str key,
                     const struct word *words)
{
    struct str s = card_get(c, key);
    const struct word *w = s.n ? word_find(words, s) : words;
    if (!w)
        return card_fail(c, key, p->err, "'%.*s' is no %.*s that is known here",
                         FS(str_part(s, 0, 40)), FS(key));
    *out = w->value;
    return true;
}

/* Several words with commas between them, or-ed together. */
static bool get_bits(unsigned *out, struct parse *p, struct card *c, struct str key,
                     const struct word *words)
{
    struct str rest = card_get(c, key), one;
    unsigned bits = 0;
    while (rest.n) {
        str_cut(rest, ',', &one, &rest);
        const struct word *w = word_find(words, str_trim(one));
        if (!w)
            return card_fail(c, key, p->err, "'%.*s' is no %.*s that is known here",
                             FS(str_part(str_trim(one), 0, 40)), FS(key));
        bits |= (unsigned)w->value;
    }
    *out = bits;
    return true;
}

static bool is_name(struct str s)
{
    if (!s.n || s.n > SCHEMA_NAME_MAX || s.p[0] < 'a' || s.p[0] > 'z')
        return false;
    for (isize i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') ||
              s.p[i] == '_'))
            return false;
    return true;
}

static bool get_name(struct str *out, struct parse *p, struct card *c, struct str key)
{
    struct str s = card_get(c, key);
    if (!is_name(s))
        return card_fail(c, key, p->err,
                         "a name has small letters, digits and _, and begins with a letter");
    *out = s;
    return true;
}

static bool get_number(int *out, struct parse *p, struct card *c, struct str s)
{
    int64_t lo = p->core ? 1 : SCHEMA_OWN_FIRST,
            hi = p->core ? SCHEMA_OWN_FIRST - 1 : SCHEMA_NUMBER_MAX;
    struct err bad = {0};
    int64_t n;
    if (!str_to_int(&n, s, lo, hi, &bad))
        return card_fail(c, S("number"), p->err,
                         "a number from %" PRId64 " to %" PRId64 " must stand here", lo, hi);
    *out = (int)n;
    return true;
}

/* "English | 한국어 | 简体 | 繁體". The program's own schema has all four. */
static bool parse_labels(struct labels *out, struct parse *p, struct card *c, struct str s)
{
    struct labels l = {0};
    for (int i = 0; i < LANG__COUNT; i++) {
        struct str one;
        str_cut(s, '|', &one, &s);
        l.in[i] = str_trim(one);
    }
    if (s.n)
        return card_fail(c, S("label"), p->err, "a label has %d languages", LANG__COUNT);
    for (int i = 0; i < (p->core ? LANG__COUNT : 1); i++)
        if (!l.in[i].n)
            return card_fail(c, S("label"), p->err,
                             "the label is missing in language %d of: en | "
                             "ko | zh-Hans | zh-Hant",
                             i + 1);
    *out = l;
    return true;
}

static bool get_labels(struct labels *out, struct parse *p, struct card *c)
{
    struct str s = card_get(c, S("label"));
    if (!s.n)
        return card_fail(c, S("label"), p->err, "the label is missing");
    return parse_labels(out, p, c, s);
}

struct place { /* where the names and numbers of a kind are kept, and the place of the next */
    struct map *ids;
    struct number_index *numbers;
    isize at;
};

/* Names and numbers are for ever, so neither may stand twice. */
static bool add_id(struct parse *p, struct card *c, struct place to, struct str id, int number)
{
    if (map_get(to.ids, id, -1) >= 0)
        return card_fail(c, S(""), p->err, "'%.*s' is already there", FS(id));
    if (number_find(to.numbers, number) >= 0)
        return card_fail(c, S("number"), p->err, "number %d is already given", number);
    map_set(to.ids, id, to.at);
    number_add(to.numbers, number, to.at, p->a);
    return true;
}

static bool add_type(struct parse *p, struct card *c)
{
    struct record_type t = {0};
    struct schema *s = p->s;
    int part = 0;
    if (!get_name(&t.id, p, c, S("type")) || !get_labels(&t.label, p, c) ||
        !get_number(&t.number, p, c, card_get(c, S("number"))) ||
        !get_word(&part, p, c, S("part"), yes_words) ||
        !add_id(p, c, (struct place){&s->type_ids, &s->type_numbers, s->types.n}, t.id, t.number))
        return false;
    t.part = part;
    t.hint = card_get(c, S("hint"));
    *LIST_ADD(&s->types, p->a) = t;
    return card_all_used(c, p->err);
}

static bool add_vocabulary(struct parse *p, struct card *c)
{
    struct vocabulary v = {0};
    struct schema *s = p->s;
    if (!get_name(&v.id, p, c, S("vocabulary")) || !get_labels(&v.label, p, c) ||
        !get_number(&v.number, p, c, card_get(c, S("number"))) ||
        !add_id(p, c, (struct place){&s->vocabulary_ids, &s->vocabulary_numbers, s->vocabularies.n},
                v.id, v.number))
        return false;
    v.source = card_get(c, S("source"));
    v.as_of = card_get(c, S("as of"));
    if (!v.source.n || !v.as_of.n)
        return card_fail(c, S(""), p->err, "a vocabulary has a 'source' and an 'as of'");
    *LIST_ADD(&s->vocabularies, p->a) = v;
    return card_all_used(c, p->err);
}

static bool is_esf(struct str s)
{
    for (isize i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n == 0 || s.n == 12;
}

/* "2 reported: Reported | ..." into number, name, labels. */
static bool term_head(struct term *t, struct parse *p, struct card *c)
{
    struct str head, labels, number, id;
    if (!str_cut(card_get(c, S("term")), ':', &head, &labels) ||
        !str_cut(head, ' ', &number, &id) || !is_name(str_trim(id)))
        return card_fail(c, S("term"), p->err, "a term is 'number name: labels'");
    t->id = str_trim(id);
    struct err bad = {0};
    int64_t n;
    if (!str_to_int(&n, number, 1, SCHEMA_NUMBER_MAX, &bad))
        return card_fail(c, S("term"), p->err, "the number of a term is 1 to %d",
                         SCHEMA_NUMBER_MAX);
    t->number = (int)n;
    return parse_labels(&t->label, p, c, str_trim(labels));
}

/* A term belongs to the vocabulary above it in its file. */
static bool add_term(struct parse *p, struct card *c, struct vocabulary *v)
{
    struct term t = {.parent = -1};
    int flow = 0, retired = 0;
    if (!term_head(&t, p, c) || !get_word(&flow, p, c, S("counted"), counted_words) ||
        !get_word(&retired, p, c, S("retired"), yes_words))
        return false;
    if (vocabulary_term(v, t.number) || vocabulary_term_by_id(v, t.id))
        return card_fail(c, S("term"), p->err, "term %d or '%.*s' is already there", t.number,
                         FS(t.id));
    t.is_flow = flow;
    t.retired = retired;
    t.hint = card_get(c, S("hint"));
    t.esf = card_get(c, S("esf"));
    if (!is_esf(t.esf))
        return card_fail(c, S("esf"), p->err, "a HURIDOCS code has 12 digits");
    struct str under = card_get(c, S("under"));
    if (under.n) {
        /* Only terms above it can be its parent, so there are no circles. */
        const struct term *parent = vocabulary_term_by_id(v, under);
        if (!parent)
            return card_fail(c, S("under"), p->err, "no term '%.*s' stands above", FS(under));
        t.parent = parent - v->terms.at;
    }
    *LIST_ADD(&v->terms, p->a) = t;
    return card_all_used(c, p->err);
}

/* First pass: everything that has a name. */
static bool add_names(struct parse *p)
{
    struct vocabulary *v = NULL;
    struct str file = S("");
    for (isize i = 0; i < p->cards.n; i++) {
        struct card *c = &p->cards.at[i];
        if (!str_eq(c->file, file))
            v = NULL;
        file = c->file;
        if (card_has(c, S("type"))) {
            if (!add_type(p, c))
                return false;
        } else if (card_has(c, S("vocabulary"))) {
            if (!add_vocabulary(p, c))
                return false;
            v = &p->s->vocabularies.at[p->s->vocabularies.n - 1];
        } else if (card_has(c, S("term"))) {
            if (!v)
                return card_fail(c, S("term"), p->err, "no vocabulary stands above this term");
            if (!add_term(p, c, v))
                return false;
        } else if (!card_has(c, S("property")))
            return card_fail(c, S(""), p->err, "this is no type, property, vocabulary or term");
    }
    return true;
}

/* The record types are a vocabulary too: what core:type takes. */
static bool add_type_vocabulary(struct parse *p)
{
    struct schema *s = p->s;
    isize at = number_find(&s->vocabulary_numbers, NUMBER_OF_TYPE);
    if (at < 0) {
        at = s->vocabularies.n;
        *LIST_ADD(&s->vocabularies, p->a) = (struct vocabulary){
            .number = NUMBER_OF_TYPE,
            .id = S("type"),
            .source = S("own"),
            .as_of = S("2026-11"),
            .label = {{S("Type of record"), S("기록 유형"), S("记录类型"), S("記錄類型")}}};
        map_set(&s->vocabulary_ids, S("type"), at);
        number_add(&s->vocabulary_numbers, NUMBER_OF_TYPE, at, p->a);
    }
    ASSERT(at < s->vocabularies.n && s->vocabularies.at);
    struct vocabulary *v = &s->vocabularies.at[at];
    if (!str_eq(v->id, S("type")))
        return err_set(p->err, E_INVALID, "vocabulary number %d is kept for 'type'",
                       NUMBER_OF_TYPE);
    for (isize i = v->terms.n; i < s->types.n; i++)
        *LIST_ADD(&v->terms, p->a) = (struct term){.number = s->types.at[i].number,
                                                   .id = s->types.at[i].id,
                                                   .label = s->types.at[i].label,
                                                   .hint = s->types.at[i].hint,
                                                   .parent = -1};
    return true;
}

/* "person, group" into indexes of types. */
static bool parse_types(struct index_list *out, struct parse *p, struct card *c, struct str key,
                        struct str rest)
{
    struct str one;
    while (rest.n) {
        str_cut(rest, ',', &one, &rest);
        one = str_trim(one);
        int64_t at = map_get(&p->s->type_ids, one, -1);
        if (at < 0)
            return card_fail(c, key, p->err, "no type is called '%.*s'", FS(str_part(one, 0, 40)));
        for (isize i = 0; i < out->n; i++)
            if (out->at[i] == at)
                return card_fail(c, key, p->err, "'%.*s' stands here twice", FS(one));
        *LIST_ADD(out, p->a) = (isize)at;
    }
    return true;
}

static bool get_value(struct property *out, struct parse *p, struct card *c)
{
    struct str s = card_get(c, S("value")), v;
    out->vocabulary = -1;
    if (str_starts(s, S("reference to "))) {
        out->value = VALUE_REFERENCE;
        return parse_types(&out->refers, p, c, S("value"), str_part(s, 13, s.n));
    }
    if (str_starts(s, S("term of "))) {
        v = str_trim(str_part(s, 8, s.n));
        out->value = VALUE_TERM;
        out->vocabulary = (isize)map_get(&p->s->vocabulary_ids, v, -1);
        return out->vocabulary >= 0 ||
               card_fail(c, S("value"), p->err, "no vocabulary is called '%.*s'",
                         FS(str_part(v, 0, 40)));
    }
    const struct word *w = word_find(value_words, s);
    if (!w)
        return card_fail(c, S("value"), p->err, "'%.*s' is no kind of value",
                         FS(str_part(s, 0, 40)));
    out->value = (enum value_kind)w->value;
    int format = 0;
    if (!get_word(&format, p, c, S("format"), format_words))
        return false;
    out->format = (enum text_format)format;
    return out->value == VALUE_TEXT || format == FORMAT_LINE ||
           card_fail(c, S("format"), p->err, "only a text has a format");
}

/* Text is compared folded, the rest as its kind demands; a comparison of another kind is refused.
 */
static bool get_comparison(struct property *out, struct parse *p, struct card *c)
{
    static const enum comparison usual[VALUE__COUNT] = {
        [VALUE_TEXT] = COMPARE_FOLDED,
        [VALUE_DATE] = COMPARE_DATE,
        [VALUE_QUANTITY] = COMPARE_QUANTITY,
    };
    out->compare = usual[out->value];
    if (out->value == VALUE_TEXT && out->format == FORMAT_ADDRESS)
        out->compare = COMPARE_ADDRESS;
    int compare = 0;
    if (!card_has(c, S("compare")))
        return true;
    if (!get_word(&compare, p, c, S("compare"), compare_words))
        return false;
    if (compare != COMPARE_EXACT &&
        (compare == COMPARE_DATE || compare == COMPARE_QUANTITY || out->value != VALUE_TEXT) &&
        compare != (int)out->compare)
        return card_fail(c, S("compare"), p->err, "this kind of value is not compared so");
    out->compare = (enum comparison)compare;
    return true;
}

static bool get_property_id(struct property *out, struct parse *p, struct card *c)
{
    struct str prefix, name, id = card_get(c, S("property"));
    if (!str_cut(id, ':', &prefix, &name) || !is_name(name))
        return card_fail(c, S("property"), p->err, "a property is called 'prefix:name'");
    if (!str_eq(prefix, p->prefix))
        return card_fail(c, S("property"), p->err, "the prefix here is '%.*s:'", FS(p->prefix));
    out->id = id;
    return true;
}

static bool get_rules(struct property *out, struct parse *p, struct card *c)
{
    int many = 0, as_of = 0, sensitivity = 0, retired = 0;
    if (!get_word(&many, p, c, S("holds"), holds_words) ||
        !get_word(&as_of, p, c, S("as of"), as_of_words) ||
        !get_word(&retired, p, c, S("retired"), yes_words) ||
        !get_bits(&out->key, p, c, S("key"), key_words) ||
        !get_bits(&out->by_name, p, c, S("by name"), name_words))
        return false;
    if (!card_has(c, S("sensitivity")))
        sensitivity = SENSITIVITY_RESTRICTED; /* what is not said is not given away */
    else if (!get_word(&sensitivity, p, c, S("sensitivity"), sensitivity_words))
        return false;
    out->many = many;
    out->needs_as_of = as_of;
    out->retired = retired;
    out->sensitivity = (enum sensitivity)sensitivity;
    out->key |= KEY_SUBJECT;
    unsigned of_figures = KEY_MEASURE | KEY_POPULATION | KEY_UNIT;
    if (out->value != VALUE_QUANTITY && (out->key & of_figures))
        return card_fail(c, S("key"), p->err, "only a quantity has a measure, population or unit");
    return parse_types(&out->open_for, p, c, S("open for"), card_get(c, S("open for")));
}

static bool open_for_is_within_on(const struct property *q)
{
    for (isize i = 0; i < q->open_for.n; i++) {
        bool found = false;
        for (isize k = 0; k < q->on.n && !found; k++)
            found = q->on.at[k] == q->open_for.at[i];
        if (!found)
            return false;
    }
    return true;
}

/* Second pass: properties, whose types and vocabularies are all known now. */
static bool add_property(struct parse *p, struct card *c)
{
    struct property q = {0};
    struct schema *s = p->s;
    if (!get_property_id(&q, p, c) || !get_labels(&q.label, p, c) ||
        !get_number(&q.number, p, c, card_get(c, S("number"))) || !get_value(&q, p, c) ||
        !get_comparison(&q, p, c) || !get_rules(&q, p, c) ||
        !parse_types(&q.on, p, c, S("on"), card_get(c, S("on"))))
        return false;
    if (!q.on.n)
        return card_fail(c, S("on"), p->err, "'on' must name the types that it belongs to");
    if (!open_for_is_within_on(&q))
        return card_fail(c, S("open for"), p->err, "'open for' names a type that is not in 'on'");
    q.hint = card_get(c, S("hint"));
    isize at = s->properties.n;
    if (!add_id(p, c, (struct place){&s->property_ids, &s->property_numbers, at}, q.id, q.number))
        return false;
    for (isize i = 0; i < q.on.n; i++)
        *LIST_ADD(&s->types.at[q.on.at[i]].properties, p->a) = at;
    *LIST_ADD(&s->properties, p->a) = q;
    return card_all_used(c, p->err);
}

bool schema_add(struct schema *s, const struct embedded *files, struct str prefix, struct arena *a,
                struct err *err)
{
    struct parse p = {
        .s = s, .prefix = prefix, .core = str_eq(prefix, S("core")), .a = a, .err = err};
    if (!is_name(prefix))
        return err_set(err, E_INVALID, "a name space is a name: small letters, digits and _");
    for (; files->name.p; files++)
        if (!cards_read(&p.cards, files, a, err))
            return false;
    if (!add_names(&p) || !add_type_vocabulary(&p))
        return false;
    for (isize i = 0; i < p.cards.n; i++)
        if (card_has(&p.cards.at[i], S("property")) && !add_property(&p, &p.cards.at[i]))
            return false;
    return true;
}

bool schema_parse(struct schema *out, const struct embedded *files, struct str prefix,
                  struct arena *a, struct err *err)
{
    struct schema s = {
        .type_ids = map_in(a, 1), .property_ids = map_in(a, 2), .vocabulary_ids = map_in(a, 3)};
    if (!schema_add(&s, files, prefix, a, err))
        return false;
    *out = s;
    return true;
}
