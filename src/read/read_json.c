/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/reading.h"

#include "base/utf8.h"

/* Offsets in code points, asked for in any order: every STEP-th is remembered. */
enum { STEP = 256 };

struct counter {
    struct str text;
    isize *at; /* bytes of code point k * STEP */
    isize n;
};

static struct counter counter_of(struct str text, struct arena *a)
{
    struct counter c = {.text = text, .at = NEWN(a, isize, text.n / STEP + 2)};
    isize k = 0;
    for (isize i = 0; i < text.n; k++) {
        if (k % STEP == 0)
            c.at[c.n++] = i;
        utf8_next(text, &i);
    }
    return c;
}

static isize counter_points(const struct counter *c, isize byte)
{
    isize lo = 0, hi = c->n;
    while (hi - lo > 1) {
        isize mid = lo + (hi - lo) / 2;
        if (c->at[mid] <= byte)
            lo = mid;
        else
            hi = mid;
    }
    isize n = lo * STEP;
    for (isize i = c->n ? c->at[lo] : 0; i < byte && i < c->text.n; n++)
        utf8_next(c->text, &i);
    return n;
}

struct writer {
    struct json *j;
    struct counter c;
};

static void span_write(const struct writer *w, struct read_span s)
{
    json_array(w->j);
    json_int(w->j, counter_points(&w->c, s.start));
    json_int(w->j, counter_points(&w->c, s.end));
    json_end(w->j);
}

static void from_write(const struct writer *w, const struct read_from *f)
{
    json_key(w->j, S("span"));
    if (f->span.end > f->span.start)
        span_write(w, f->span);
    else
        json_null(w->j);
    json_pair(w->j, S("rule"), str_from_c(f->rule));
    json_pair_int(w->j, S("rule_version"), f->version);
    json_pair_int(w->j, S("score"), f->score);
}

static void list_write(const struct writer *w, struct str key, const struct str_list *l)
{
    json_key(w->j, key);
    json_array(w->j);
    for (isize i = 0; i < l->n; i++)
        json_str(w->j, l->at[i]);
    json_end(w->j);
}

static void bound_write(const struct writer *w, struct str key, bool has, int64_t v)
{
    json_key(w->j, key);
    if (has)
        json_int(w->j, v);
    else
        json_null(w->j);
}

static void words_write(const struct writer *w, struct str key, const struct read_words *l)
{
    json_key(w->j, key);
    json_array(w->j);
    for (isize i = 0; i < l->n; i++)
        json_str(w->j, l->at[i].text);
    json_end(w->j);
}

static void parties_write(const struct writer *w, const struct reading *r)
{
    struct json *j = w->j;
    json_key(j, S("senders"));
    json_array(j);
    for (isize i = 0; i < r->senders.n; i++) {
        const struct read_sender *s = &r->senders.at[i];
        json_object(j);
        json_pair_or_null(j, S("name"), s->name);
        json_pair_or_null(j, S("role"), s->role);
        json_pair_or_null(j, S("org"), s->org);
        list_write(w, S("aliases"), &s->aliases);
        from_write(w, &s->from);
        json_end(j);
    }
    json_end(j);
    json_key(j, S("recipients"));
    json_array(j);
    for (isize i = 0; i < r->recipients.n; i++) {
        const struct read_recipient *s = &r->recipients.at[i];
        json_object(j);
        json_pair_or_null(j, S("name"), s->name);
        json_pair_or_null(j, S("office"), s->office);
        list_write(w, S("address"), &s->address);
        json_pair_or_null(j, S("salutation"), s->salutation);
        from_write(w, &s->from);
        json_end(j);
    }
    json_end(j);
    words_write(w, S("copies_to"), &r->copies);
}

static void signatories_write(const struct writer *w, const struct reading *r)
{
    struct json *j = w->j;
    json_key(j, S("signatories"));
    json_array(j);
    for (isize i = 0; i < r->signatories.n; i++) {
        const struct read_signatory *s = &r->signatories.at[i];
        json_object(j);
        json_pair(j, S("name"), s->name);
        json_pair_or_null(j, S("role"), s->role);
        json_pair(j, S("kind"), s->organisation ? S("organisation") : S("individual"));
        from_write(w, &s->from);
        json_end(j);
    }
    json_end(j);
}

static void norms_write(const struct writer *w, const struct reading *r)
{
    struct json *j = w->j;
    json_key(j, S("instruments"));
    json_array(j);
    for (isize i = 0; i < r->norms.n; i++) {
        const struct read_norm *s = &r->norms.at[i];
        json_object(j);
        json_pair(j, S("name"), s->name);
        json_pair(j, S("canonical"), s->canonical);
        json_pair_or_null(j, S("article"), s->article);
        from_write(w, &s->from);
        json_end(j);
    }
    json_end(j);
    json_key(j, S("bodies"));
    json_array(j);
    for (isize i = 0; i < r->bodies.n; i++) {
        const struct read_body *s = &r->bodies.at[i];
        json_object(j);
        json_pair(j, S("name"), s->name);
        json_pair(j, S("canonical"), s->canonical);
        from_write(w, &s->from);
        json_end(j);
    }
    json_end(j);
}

static void events_write(const struct writer *w, const struct reading *r)
{
    struct json *j = w->j;
    json_key(j, S("events"));
    json_array(j);
    for (isize i = 0; i < r->events.n; i++) {
        const struct read_event *s = &r->events.at[i];
        json_object(j);
        json_pair(j, S("type"), read_event_name(s->type));
        json_pair_or_null(j, S("date"), s->date);
        json_pair_or_null(j, S("place"), s->place);
        bound_write(w, S("count_min"), s->count.has_min, s->count.min);
        bound_write(w, S("count_max"), s->count.has_max, s->count.max);
        json_pair(j, S("hedge"), read_hedge_name(s->hedge));
        list_write(w, S("actors"), &s->actors);
        list_write(w, S("victims"), &s->victims);
        from_write(w, &s->from);
        json_end(j);
    }
    json_end(j);
}

static void figures_write(const struct writer *w, const struct reading *r)
{
    struct json *j = w->j;
    json_key(j, S("figures"));
    json_array(j);
    for (isize i = 0; i < r->figures.n; i++) {
        const struct read_figure *s = &r->figures.at[i];
        json_object(j);
        json_pair(j, S("what"), s->what);
        bound_write(w, S("min"), s->value.has_min, s->value.min);
        bound_write(w, S("max"), s->value.has_max, s->value.max);
        json_pair(j, S("hedge"), read_hedge_name(s->hedge));
        json_pair_or_null(j, S("as_of"), s->as_of);
        from_write(w, &s->from);
        json_key(j, S("alt_spans"));
        json_array(j);
        for (isize k = 0; k < s->alt_spans.n; k++)
            span_write(w, s->alt_spans.at[k]);
        json_end(j);
        json_end(j);
    }
    json_end(j);
}

static void persons_write(const struct writer *w, const struct reading *r)
{
    struct json *j = w->j;
    json_key(j, S("persons"));
    json_array(j);
    for (isize i = 0; i < r->persons.n; i++) {
        const struct read_person *s = &r->persons.at[i];
        json_object(j);
        json_pair(j, S("name"), s->name);
        list_write(w, S("names_other_script"), &s->other_script);
        json_pair(j, S("kind"), read_person_kind_name(s->kind));
        bound_write(w, S("age"), s->age >= 0, s->age);
        json_pair_or_null(j, S("sex"), s->sex);
        json_pair_or_null(j, S("nationality"), s->nationality);
        list_write(w, S("aliases"), &s->aliases);
        from_write(w, &s->from);
        json_end(j);
    }
    json_end(j);
}

static void places_write(const struct writer *w, const struct reading *r)
{
    struct json *j = w->j;
    json_key(j, S("places"));
    json_array(j);
    for (isize i = 0; i < r->places.n; i++) {
        const struct read_place *s = &r->places.at[i];
        json_object(j);
        json_pair(j, S("name"), s->name);
        json_pair_or_null(j, S("country"), s->country);
        list_write(w, S("aliases"), &s->aliases);
        from_write(w, &s->from);
        json_end(j);
    }
    json_end(j);
    json_key(j, S("asks"));
    json_array(j);
    for (isize i = 0; i < r->asks.n; i++) {
        const struct read_ask *s = &r->asks.at[i];
        json_object(j);
        json_pair(j, S("text"), s->text);
        json_pair_or_null(j, S("addressee"), s->addressee);
        from_write(w, &s->from);
        json_end(j);
    }
    json_end(j);
}

void reading_write_json(struct json *j, const struct reading *r, struct str text)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(j->out->a);
    struct writer w = {.j = j, .c = counter_of(text, tmp.arena)};
    json_object(j);
    json_pair(j, S("language"), r->language);
    json_pair_or_null(j, S("doc_date"), r->doc_date.edtf);
    words_write(&w, S("doc_symbols"), &r->symbols);
    parties_write(&w, r);
    signatories_write(&w, r);
    norms_write(&w, r);
    events_write(&w, r);
    figures_write(&w, r);
    persons_write(&w, r);
    places_write(&w, r);
    json_pair_or_null(j, S("deadline"), r->deadline.edtf);
    json_pair_or_null(j, S("follows_up"), r->follows_up.text);
    json_end(j);
}
