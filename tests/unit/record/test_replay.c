/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A view is a function of the set of entries and live bodies, never of their order of arrival.
 *
 * Three devices of two members write at random, each knowing only a part of what the others wrote.
 * Then stores are fed all of it, each in another causal order, with bodies late, twice or never,
 * and must end with the same lines in every view; so must the authors, and what is rebuilt.
 */
#include <string.h>

#include "base/list.h"
#include "box.h"
#include "record/ids.h"

SQL(T_BODIES, ROOM_JOURNAL, "SELECT count(*) FROM body");

enum { ROUNDS = 4, DEVICES = 3, STORES = 3, WRITES = 60, RECORDS = 5, PER_ENTRY = 4, BATCHES = 6 };

struct world {
    struct test *t;
    struct box device[DEVICES];
    struct parcel parcels[8 * WRITES];
    isize n;
    isize told[DEVICES]; /* parcels that this device has */
    struct id records[RECORDS];
    struct id batches[BATCHES];
    int64_t parts[BATCHES];
    struct str words;
};

static isize draw(struct world *x, isize below)
{
    return (isize)test_random(x->t, (uint64_t)below);
}

static bool chance(struct world *x, isize one_in)
{
    return draw(x, one_in) == 0;
}

/* ---- what is said */

static struct ref some_statement(struct world *x, int device)
{
    const struct parcel *p;
    do
        p = &x->parcels[draw(x, x->told[device])];
    while (p->e.digest_n == 0);
    return ref_statement(p->id, draw(x, p->e.digest_n));
}

static struct ref some_record(struct world *x)
{
    return ref_record(x->records[draw(x, RECORDS)]);
}

static struct str some_words(struct world *x)
{
    static const char *const words[] = {"ten men", "열 명", "被遣返者", "Tumen",
                                        "a letter of 2012"};
    return str_from_c(words[draw(x, COUNTOF(words))]);
}

static struct stmt about_record(struct world *x)
{
    struct stmt s = STMT(.subject = some_record(x));
    switch (draw(x, 12)) {
    case 0:
    case 9:
    case 10: /* often: of two types of one record one must win, whichever came first */
        s.property = S("core:type");
        s.value = value_term(chance(x, 3) ? S("type:event") : S("type:person"));
        break;
    case 1:
        s.property = S("core:same");
        s.value = value_record(some_record(x).id);
        break;
    case 2:
        s.property = S("core:figure");
        s.value = (struct value){
            .type = V_QUANTITY,
            .quantity = {.has_min = true, .min = draw(x, 500), .measure = S("measure:detained")}};
        break;
    case 3:
        s.property = S("core:date");
        s.value = value_date(chance(x, 2) ? S("1999-21") : S("2017-11-04"));
        break;
    case 4:
        s.property = S("core:place");
        s.value = (struct value){.type = V_PLACE, .text = some_words(x), .ref = some_record(x)};
        break;
    case 5:
        s.property = S("core:sensitivity");
        s.value = value_term(chance(x, 2) ? S("sensitivity:open") : S("sensitivity:secret"));
        break;
    case 6:
        s.property = S("team:no_such_property");
        s.value = value_number(draw(x, 9) - 4);
        break;
    case 7:
        s.property = S("core:text");
        s.value =
            (struct value){.type = V_PIECE, .number = draw(x, 3) * 1000, .text = some_words(x)};
        break;
    default:
        s.property = S("core:name");
        s.value = value_text(some_words(x));
        s.language = S("en");
        s.source = chance(x, 2) ? some_record(x) : ref_passage(some_record(x).id, 3, 9);
    }
    return s;
}

static struct stmt about_statement(struct world *x, int device)
{
    struct stmt s = STMT(.subject = some_statement(x, device));
    struct ref other = some_statement(x, device);
    switch (draw(x, 7)) {
    case 0:
        s.property = S("core:retracted");
        s.value = value_number(chance(x, 3) ? 0 : 1);
        break;
    case 1:
        s.property = S("core:judged");
        s.value = value_term(S("judgement:reject"));
        break;
    case 2:
        s.property = S("core:sensitivity");
        s.value = value_term(S("sensitivity:secret"));
        break;
    case 3:
        s.property = S("core:corrects");
        s.value = value_statement(other.entry, other.index);
        break;
    case 4:
        s.property = S("core:reason");
        s.value = value_text(some_words(x));
        break;
    default: /* by whoever: honoured only if it is the author's own, or the administrator's */
        s.property = S("core:erases");
        s.value = value_term(S("erase:erase"));
    }
    return s;
}

static struct batch some_batch(struct world *x)
{
    isize i = draw(x, BATCHES);
    if (chance(x, 2))
        return (struct batch){0};
    return (struct batch){true, x->batches[i], ++x->parts[i], i < BATCHES / 2 && chance(x, 2)};
}

/* ---- going from one to the other */

static bool is_key(const struct body *b)
{
    struct stmt s;
    CHECK_OK(stmt_parse(&s, b->bytes, &err));
    return s.value.type == V_BYTES;
}

/* All entries of a device after a row; some of their bodies are given to nobody. */
static void pack(struct world *x, int device, int64_t from)
{
    struct box *b = &x->device[device];
    for (int64_t row = from + 1; row <= box_last_row(b); row++) {
        struct parcel *p = &x->parcels[x->n++];
        CHECK(x->n <= COUNTOF(x->parcels));
        parcel_take(p, b, row, x->t->a);
        p->device = device;
        for (isize i = 0; i < p->e.digest_n; i++)
            p->bodies[i].held = chance(x, 12) && !is_key(&p->bodies[i]);
    }
}

/* A device hears of everything up to some point; that is a causal order. */
static void hear(struct world *x, int device, isize upto)
{
    for (; x->told[device] < upto; x->told[device]++) {
        const struct parcel *p = &x->parcels[x->told[device]];
        if (p->device == device)
            continue;
        CHECK_OK(parcel_accept(&x->device[device], p, &err));
        for (isize i = 0; i < p->e.digest_n; i++)
            if (!p->bodies[i].held)
                CHECK_OK(parcel_learn(&x->device[device], p, i, &err));
    }
}

static void speak(struct world *x, int device)
{
    struct box *b = &x->device[device];
    struct stmt s[PER_ENTRY];
    isize n = 1 + draw(x, PER_ENTRY);
    int64_t before = box_last_row(b);
    for (isize i = 0; i < n; i++)
        s[i] = x->told[device] && chance(x, 2) ? about_statement(x, device) : about_record(x);
    struct draft d = {
        .kind = ENTRY_RECORD, .batch = some_batch(x), .stmts = s, .n = chance(x, 20) ? 0 : n};
    CHECK_OK(journal_write(b->v, NULL, &d, 1, &err));
    pack(x, device, before);
}

/* What one device writes the others hear of sometimes, and then in the order of writing. */
static void live(struct world *x)
{
    box_introduce(&x->device[0], &x->device[2]);
    pack(x, 0, 1);
    for (isize i = 0; i < WRITES; i++) {
        int device = (int)draw(x, DEVICES);
        if (chance(x, device == 2 ? 2 : 5))
            hear(x, device, x->n);
        speak(x, device);
    }
}

static const char *name_of(struct test *t, const char *what, int round, int i)
{
    return str_to_c(t->a, str_format(t->a, "%s%d-%d", what, round, i));
}

static void world_make(struct world *x, struct test *t, int round)
{
    struct box first;
    *x = (struct world){.t = t};
    box_make(&first, t, name_of(t, "first", round, 0), 7);
    for (int i = 0; i < DEVICES; i++) {
        box_copy(&x->device[i], t, &first, name_of(t, "device", round, i), (uint64_t)i + 100);
        if (i == 2)
            box_member(&x->device[i], 0x4c);
        box_open(&x->device[i], t);
    }
    for (isize i = 0; i < RECORDS; i++)
        x->records[i] = id_new(&first.fake.sys);
    for (isize i = 0; i < BATCHES; i++)
        x->batches[i] = id_new(&first.fake.sys);
    live(x);
    for (int i = 0; i < DEVICES; i++)
        box_close(&x->device[i]);
    box_copy(&x->device[1], t, &first, name_of(t, "base", round, 0), 0); /* the stores begin so */
}

/* ---- a store that is fed in an order of its own */

struct wait { /* a body that has not come yet */
    const struct parcel *p;
    isize i;
};
struct feed {
    struct world *x;
    struct box *b;
    bool here[8 * WRITES];
    isize here_n;
    struct {
        struct wait *at;
        isize n, cap;
    } waiting;
};

static bool entry_is_here(const struct feed *f, const struct hash *id)
{
    for (isize i = 0; i < f->x->n; i++)
        if (hash_eq(&f->x->parcels[i].id, id))
            return f->here[i];
    return true; /* the first entry of the workspace, which every store begins with */
}

static bool is_ready(const struct feed *f, isize i)
{
    const struct entry *e = &f->x->parcels[i].e;
    if (f->here[i] || (e->has_prev && !entry_is_here(f, &e->prev)))
        return false;
    for (isize k = 0; k < e->head_n; k++)
        if (!entry_is_here(f, &e->heads[k].entry))
            return false;
    return true;
}

static void feed_entry(struct feed *f)
{
    isize i;
    do
        i = draw(f->x, f->x->n);
    while (!is_ready(f, i));
    const struct parcel *p = &f->x->parcels[i];
    CHECK_OK(parcel_accept(f->b, p, &err));
    f->here[i] = true;
    f->here_n++;
    for (isize k = 0; k < p->e.digest_n; k++)
        if (!p->bodies[k].held)
            *LIST_ADD(&f->waiting, f->x->t->a) = (struct wait){p, k};
    if (chance(f->x, 10))
        CHECK_OK(parcel_accept(f->b, p, &err)); /* once more */
}

/* Some body or other; one that cannot be taken yet comes again later. */
static void feed_body(struct feed *f)
{
    struct err e = {0};
    isize i = draw(f->x, f->waiting.n);
    struct wait w = f->waiting.at[i];
    if (!parcel_learn(f->b, w.p, w.i, &e)) {
        if (e.code != E_NOTFOUND)
            test_fail(__FILE__, __LINE__, "not learnt: %d %s", (int)e.code, e.msg);
        return;
    }
    if (!chance(f->x, 10)) /* else it comes a second time */
        f->waiting.at[i] = f->waiting.at[--f->waiting.n];
}

static void feed_all(struct feed *f)
{
    isize patience = 1 + draw(f->x, 6); /* how far bodies lag behind entries */
    while (f->here_n < f->x->n || f->waiting.n) {
        bool more = f->here_n < f->x->n;
        if (more && (f->waiting.n == 0 || chance(f->x, patience)))
            feed_entry(f);
        else
            feed_body(f);
    }
}

static int64_t bodies(struct box *b)
{
    int64_t n;
    bool found;
    CHECK_OK(db_int(&n, &found, b->v->db, &T_BODIES, NOVALS, &err));
    return n;
}

static void first_difference(const char *name, struct str a, struct str b)
{
    struct str x, y;
    while (str_line(&a, &x) && str_line(&b, &y))
        if (!str_eq(x, y))
            test_fail(__FILE__, __LINE__, "%s\n#   '%.*s'\n# not\n#   '%.*s'", name, FS(x), FS(y));
    test_fail(__FILE__, __LINE__, "%s: %td bytes more, %td fewer", name, a.n, b.n);
}

static void one_round(struct test *t, int round)
{
    struct world *x = NEW(t->a, struct world);
    struct str want = {0};
    int64_t count = 0;
    world_make(x, t, round);
    for (int i = 0; i < STORES; i++) {
        struct box b;
        struct feed *f = NEW(t->a, struct feed);
        box_copy(&b, t, &x->device[1], name_of(t, "store", round, i), 0);
        box_open(&b, t);
        *f = (struct feed){.x = x, .b = &b};
        feed_all(f);
        struct str got = box_dump(&b, t->a);
        if (i == 0) {
            want = got;
            count = bodies(&b);
        }
        if (!str_eq(got, want))
            first_difference(b.name, got, want);
        CHECK_INT(bodies(&b), count);
        CHECK_INT(box_findings(&b, t), 0);
        CHECK_OK(vault_rebuild(b.v, &err));
        CHECK(str_eq(box_dump(&b, t->a), want));
        box_close(&b);
    }
    CHECK(want.n > 1000);
}

TEST(a_journal_gives_the_same_views_in_whatever_order_it_comes)
{
    for (int round = 0; round < ROUNDS; round++)
        one_round(t, round);
}
