/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "base/list.h"
#include "sys/file.h"

enum { RING = 4096, TEXT_N = 512 };

void bench_need(bool ok, const struct err *err)
{
    if (!ok) {
        fprintf(stderr, "bench: %s %s\n", err->msg, err->detail);
        exit(1);
    }
}

double bench_cpu(void)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
           (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

double bench_rss(void)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return (double)u.ru_maxrss / 1024;
}

double bench_wall(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_value(const void *x, const void *y)
{
    const double *a = x, *b = y;
    return (*a > *b) - (*a < *b);
}

double bench_median(double *at, isize n)
{
    qsort(at, (size_t)n, sizeof *at, by_value);
    return at[n / 2];
}

int64_t bench_number(int argc, char **argv, int at, int64_t otherwise)
{
    int64_t n = otherwise;
    struct err err = {0};
    if (argc > at)
        bench_need(str_to_int(&n, str_from_c(argv[at]), 1, 1 << 30, &err), &err);
    return n;
}

uint64_t bench_draw(struct bench *b, uint64_t below)
{
    b->rng ^= b->rng << 13; /* xorshift64, G. Marsaglia 2003 */
    b->rng ^= b->rng >> 7;
    b->rng ^= b->rng << 17;
    return b->rng % below;
}

void bench_begin(struct bench *b, const char *dir)
{
    static const struct kdf_cost cheap = {8 << 20, 1};
    struct err err = {0};
    struct file_info info;
    crypto_init();
    *b = (struct bench){.a = arena_new(ARENA_LARGE), .rng = 88172645463325252u};
    b->path = str_format(b->a, "%s/vault", dir);
    b->schema = schema_builtin(b->a);
    b->ids = NEWN(b->a, struct id, RING);
    setenv("CAIRN_STATE", str_to_c(b->a, str_format(b->a, "%s/state", dir)), 1);
    bench_need(file_stat(&info, sys_real(), b->path, &err), &err);
    AUTO(secret_drop) struct secret pass = secret_from("bench", 5);
    struct vault_new n = {.path = b->path, .passphrase = &pass, .cost = cheap};
    if (info.kind == FILE_NONE)
        bench_need(vault_init(&n, sys_real(), b->a, &err), &err);
}

void bench_open(struct bench *b, int64_t cache_mb)
{
    struct err err = {0};
    struct vault_options o = {.sys = sys_real(),
                              .path = b->path,
                              .views = workspace_views(b->schema, b->a),
                              .cache_mb = cache_mb};
    AUTO(secret_drop) struct secret pass = secret_from("bench", 5);
    bench_need(vault_open(&b->v, &o, &pass, b->a, &err), &err);
}

void bench_close(struct bench *b)
{
    vault_close(&b->v);
}

/* Words of two to nine letters, the short numbers far more often, as in a language. */
static struct str some_words(struct bench *b, int n, struct arena *a)
{
    struct buf text = buf_in(a, TEXT_N);
    for (int i = 0; i < n; i++) {
        for (uint64_t w = bench_draw(b, 1u << bench_draw(b, 16)) + 26; w; w /= 26)
            buf_add_c(&text, (char)('a' + w % 26));
        buf_add_c(&text, ' ');
    }
    return buf_str(&text);
}

/* Three syllables, a few surnames far more often than others. */
static struct str some_name(struct bench *b, struct arena *a)
{
    static const char *const surnames[] = {"김", "이", "박", "최", "정",
                                           "강", "조", "윤", "장", "임"};
    static const char *const given[] = {"철", "영", "수", "호", "민", "성", "옥", "순", "광", "명",
                                        "일", "남", "혁", "진", "은", "경", "춘", "희", "복", "용",
                                        "학", "봉", "금", "설", "향", "주", "범", "국", "덕", "송"};
    uint64_t s = bench_draw(b, 10) * bench_draw(b, 10) / 10;
    return str_format(a, "%s%s%s", surnames[s], given[bench_draw(b, COUNTOF(given))],
                      given[bench_draw(b, COUNTOF(given))]);
}

static struct ref some_passage(struct bench *b)
{
    int64_t at = (int64_t)bench_draw(b, 30000);
    return ref_passage(b->paper, at, at + 80);
}

/* One person as an import brings one: ten statements, five with words, all with a passage. */
static void record_say(struct bench *b, struct stmt *s, struct arena *a)
{
    struct id id = id_new(sys_real());
    if (b->records % 20 == 0)
        b->paper = id_new(sys_real());
    struct id other =
        b->records ? b->ids[bench_draw(b, (uint64_t)(b->records < RING ? b->records : RING))] : id;
    b->ids[b->records++ % RING] = id;
    s[0] = STMT(.property = S("core:type"), .value = value_term(S("type:person")));
    s[1] = STMT(.property = S("core:name"), .value = value_text(some_words(b, 2, a)),
                .language = S("en"));
    s[2] =
        STMT(.property = S("core:name"), .value = value_text(some_name(b, a)), .language = S("ko"));
    s[3] = STMT(.property = S("core:sex"), .value = value_term(S("sex:female")));
    s[4] = STMT(.property = S("core:birth_date"), .as_written = S("born in 1980"),
                .value = value_date(str_format(a, "19%02d", (int)bench_draw(b, 100))));
    s[5] = STMT(.property = S("core:home_place"),
                .value = {.type = V_PLACE, .text = some_words(b, 1, a)});
    s[6] = STMT(.property = S("core:note"), .value = value_text(some_words(b, 12, a)));
    s[7] = STMT(.property = S("core:same"), .value = value_record(other));
    s[8] = STMT(.property = S("core:figure"), .as_of = S("2017-07"), .holder_name = S("a teacher"),
                .value = {.type = V_QUANTITY,
                          .quantity = {.has_min = true,
                                       .min = (int64_t)bench_draw(b, 1000),
                                       .measure = S("measure:detained")}});
    s[9] = STMT(.property = S("core:tag"), .value = value_text(some_words(b, 1, a)));
    for (int i = 0; i < PER_RECORD; i++) {
        s[i].subject = ref_record(id);
        s[i].source = some_passage(b);
        s[i].hedge = 2;
    }
}

void bench_say(struct bench *b, int64_t n, isize each)
{
    while (n > 0) {
        AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
        int64_t most = TXN_DRAFTS * (int64_t)DRAFT_STATEMENTS;
        isize here = (isize)(n < most ? n : most), drafts = 0;
        struct stmt *s = NEWN(a, struct stmt, here);
        struct draft *d = NEWN(a, struct draft, here / each + 1);
        struct err err = {0};
        for (isize i = 0; i < here; i += PER_RECORD)
            record_say(b, s + i, a);
        for (isize i = 0; i < here; i += each)
            d[drafts++] = (struct draft){
                .kind = ENTRY_IMPORT, .stmts = s + i, .n = here - i < each ? here - i : each};
        bench_need(journal_write(b->v, NULL, d, drafts, &err), &err);
        n -= here;
    }
}
