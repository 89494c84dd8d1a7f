/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_conflicts DIR [PERSONS [FIGURES]] - looking where sources differ: over persons of ten
 * statements each who are linked with nobody, then over groups with one figure each, linked into
 * one cluster, with ten times as many each time. DIR is a new folder; each size gets a vault in it.
 */
#include <stdio.h>

#include "bench.h"
#include "know/conflict.h"
#include "sys/file.h"

enum { EACH = 100, PERSON_LINES = 10, GROUP_LINES = 3, FIRST = 1000 };

static struct str words(struct bench *b, const char *prefix, struct arena *a)
{
    return str_format(a, "%s %d", prefix, (int)bench_draw(b, 1 << 20));
}

static void person_say(struct bench *b, struct stmt *s, struct arena *a)
{
    struct id id = id_new(sys_real());
    s[0] = STMT(.property = S("core:type"), .value = value_term(S("type:person")));
    s[1] = STMT(.property = S("core:name"), .value = value_text(words(b, "name", a)),
                .language = S("en"));
    s[2] = STMT(.property = S("core:name"), .value = value_text(words(b, "이름", a)),
                .language = S("ko"));
    s[3] = STMT(.property = S("core:sex"), .value = value_term(S("sex:female")));
    s[4] = STMT(.property = S("core:birth_date"),
                .value = value_date(str_format(a, "19%02d", (int)bench_draw(b, 100))));
    for (int i = 5; i < PERSON_LINES; i++)
        s[i] = STMT(.property = S("core:tag"), .value = value_text(words(b, "tag", a)));
    if (bench_draw(b, 1000) == 0) /* one of a thousand has two birth dates */
        s[5] = STMT(.property = S("core:birth_date"), .value = value_date(S("1850")));
    for (int i = 0; i < PERSON_LINES; i++)
        s[i].subject = ref_record(id);
}

/* Each group is linked with the one before it. */
static void group_say(struct bench *b, struct stmt *s, struct arena *a)
{
    struct id id = id_new(sys_real()), before = b->records ? b->ids[0] : id;
    s[0] = STMT(.property = S("core:type"), .value = value_term(S("type:group")));
    s[1] = STMT(.property = S("core:figure"), .as_of = S("2023-10"), .holder_name = S("a monitor"),
                .value = {.type = V_QUANTITY,
                          .quantity = {.has_min = true,
                                       .has_max = true,
                                       .measure = S("measure:detained"),
                                       .population = words(b, "people held", a)}});
    s[1].value.quantity.min = s[1].value.quantity.max = (int64_t)bench_draw(b, 1 << 20);
    s[2] = STMT(.property = S("core:same"), .value = value_record(before));
    for (int i = 0; i < GROUP_LINES; i++)
        s[i].subject = ref_record(id);
    b->ids[0] = id;
    b->records++;
}

static void say(struct bench *b, int64_t records, int lines,
                void (*one)(struct bench *b, struct stmt *s, struct arena *a))
{
    while (records > 0) {
        AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
        isize here = (isize)(records < EACH * EACH ? records : EACH * EACH), drafts = 0;
        struct stmt *s = NEWN(a, struct stmt, here * lines);
        struct draft *d = NEWN(a, struct draft, here);
        struct err err = {0};
        for (isize i = 0; i < here; i++)
            one(b, s + i * lines, a);
        for (isize i = 0; i < here * lines; i += EACH)
            d[drafts++] = (struct draft){.kind = ENTRY_IMPORT,
                                         .stmts = s + i,
                                         .n = here * lines - i < EACH ? here * lines - i : EACH};
        bench_need(journal_write(b->v, NULL, d, drafts, &err), &err);
        records -= here;
    }
}

static void look(struct bench *b, const char *what, int64_t n)
{
    struct err err = {0};
    struct workspace w;
    struct conflict_list l;
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    bench_need(workspace_open(&w, b->v, b->schema, NULL, LANG_EN, &err), &err);
    double cpu = bench_cpu();
    bench_need(conflicts_find(&l, &w.reader, a, &err), &err);
    printf("conflicts, CPU ms over %" PRId64 " %s (%td found): %.0f\n", n, what, l.n,
           (bench_cpu() - cpu) * 1000);
    fflush(stdout);
}

static void measure(const char *dir, const char *what, int64_t n, int lines,
                    void (*one)(struct bench *b, struct stmt *s, struct arena *a))
{
    struct bench b;
    struct err err = {0};
    AUTO(arena_free) struct arena *a = arena_new(ARENA_SMALL);
    struct str at = str_format(a, "%s/%c%" PRId64, dir, *what, n);
    bench_need(dir_make(sys_real(), at, &err), &err);
    bench_begin(&b, str_to_c(a, at));
    bench_open(&b, 64);
    b.records = 0;
    say(&b, n, lines, one);
    look(&b, what, n);
    bench_close(&b);
    arena_free(&b.a);
}

int main(int argc, char **argv)
{
    int64_t persons = bench_number(argc, argv, 2, 100000);
    int64_t figures = bench_number(argc, argv, 3, 100000);
    if (argc < 2) {
        fprintf(stderr, "usage: bench_conflicts DIR [PERSONS [FIGURES]]\n");
        return 2;
    }
    measure(argv[1], "persons", persons, PERSON_LINES, person_say);
    for (int64_t n = FIRST; n <= figures; n *= 10)
        measure(argv[1], "linked figures", n, GROUP_LINES, group_say);
    printf("conflicts, most memory, MB: %.0f\n", bench_rss());
    return 0;
}
