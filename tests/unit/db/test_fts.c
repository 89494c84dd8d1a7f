/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db/fts.h"

#include <string.h>

#include "base/list.h"
#include "store.h"

struct text {
    int64_t row;
    struct str s;
};

struct texts {
    const struct text *at;
    isize n;
    bool remove;
};

static bool put_texts(struct db *db, void *ctx, struct err *err)
{
    const struct texts *l = ctx;
    for (isize i = 0; i < l->n; i++) {
        const struct text *x = &l->at[i];
        if (!(l->remove ? fts_remove(db, x->row, x->s, err) : fts_add(db, x->row, x->s, err)))
            return false;
    }
    return true;
}

static struct db *indexed(const struct text *at, isize n)
{
    struct db *db = NULL;
    struct texts l = {at, n, false};
    CHECK_OK(db_open_memory(&db, &err));
    CHECK_OK(txn_run(db, put_texts, &l, &err));
    return db;
}

/* The rows that a query finds, in order of their number: "1 3 4". */
static struct str found(struct test *t, struct db *db, struct str typed)
{
    struct fts_query q = {0};
    struct fts_hits hits = {0};
    CHECK_OK(fts_query_parse(&q, typed, t->a, &err));
    CHECK_OK(fts_find(&hits, db, &q, 100, t->a, &err));
    CHECK_INT(hits.total, hits.n);
    struct buf b = buf_in(t->a, 1000);
    for (int64_t row = 0; row < 100; row++) {
        for (isize i = 0; i < hits.n; i++) {
            if (hits.at[i] == row)
                buf_addf(&b, "%s%" PRId64, b.n ? " " : "", row);
        }
    }
    return buf_str(&b);
}

/* clang-format off */
static const struct text texts[] = {
    {1, {"The convoy reached Shenyang; 심양에서 강제송환을 당했다.", 0}},
    {2, {"유엔 난민기구(UNHCR)는 강제 송환에 반대한다", 0}},
    {3, {"瀋陽的難民被強制遣返", 0}},
    {4, {"沈阳的难民", 0}},
    {5, {"困难民众 received aid from the UNHCR", 0}},
    {6, {"Sent back: nobody knows \"where\" (non-refoulement).", 0}},
    {7, {"탈북민들이 회령에 도착", 0}},
};
/* clang-format on */

static struct db *sample(struct text *at)
{
    for (isize i = 0; i < COUNTOF(texts); i++)
        at[i] = (struct text){texts[i].row, str_from_c(texts[i].s.p)};
    return indexed(at, COUNTOF(texts));
}

TEST(all_words_of_a_query_must_be_there)
{
    struct text at[COUNTOF(texts)];
    struct db *db = sample(at);
    CHECK_STR(found(t, db, S("shenyang")), S("1"));
    CHECK_STR(found(t, db, S("UNHCR")), S("2 5"));
    CHECK_STR(found(t, db, S("unhcr aid")), S("5"));
    CHECK_STR(found(t, db, S("aid   UNHCR ")), S("5"));
    CHECK_STR(found(t, db, S("aid convoy")), S(""));
    CHECK_STR(found(t, db, S("shen*")), S("1"));
    CHECK_STR(found(t, db, S("non-refoulement")), S("6"));
    db_close(&db);
}

TEST(korean_compounds_are_found_however_they_are_spaced)
{
    struct text at[COUNTOF(texts)];
    struct db *db = sample(at);
    CHECK_STR(found(t, db, S("강제송환")), S("1 2"));
    CHECK_STR(found(t, db, S("강제 송환")), S("1 2"));
    CHECK_STR(found(t, db, S("\"강제 송환\"")), S("2"));
    CHECK_STR(found(t, db, S("심양")), S("1"));
    CHECK_STR(found(t, db, S("탈북민")), S("7"));
    CHECK_STR(found(t, db, S("회")), S("7")); /* one syllable: what begins with it */
    db_close(&db);
}

TEST(traditional_and_simplified_characters_are_one)
{
    struct text at[COUNTOF(texts)];
    struct db *db = sample(at);
    CHECK_STR(found(t, db, S("瀋陽")), S("3 4"));
    CHECK_STR(found(t, db, S("沈阳")), S("3 4"));
    CHECK_STR(found(t, db, S("難民")), S("3 4 5"));
    CHECK_STR(found(t, db, S("强制遣返")), S("3"));
    db_close(&db);
}

TEST(quoted_words_stand_together_in_any_kind_of_marks)
{
    struct text at[COUNTOF(texts)];
    struct db *db = sample(at);
    CHECK_STR(found(t, db, S("\"sent back\"")), S("6"));
    CHECK_STR(found(t, db, S("“sent back”")), S("6"));
    CHECK_STR(found(t, db, S("back sent")), S("6"));
    CHECK_STR(found(t, db, S("\"back sent\"")), S(""));
    CHECK_STR(found(t, db, S("\"sent back")), S("6")); /* never closed */
    CHECK_STR(found(t, db, S("knows \"nobody knows\"where")), S("6"));
    db_close(&db);
}

TEST(operators_of_the_engine_are_only_words)
{
    struct text at[COUNTOF(texts)];
    struct db *db = sample(at);
    CHECK_STR(found(t, db, S("convoy OR aid")), S(""));
    CHECK_STR(found(t, db, S("NOT convoy")), S(""));
    CHECK_STR(found(t, db, S("words : convoy")), S(""));
    CHECK_STR(found(t, db, S("^convoy")), S("1"));
    CHECK_STR(found(t, db, S("convoy) OR (aid")), S(""));
    CHECK_STR(found(t, db, S("NEAR(convoy reached)")), S(""));
    CHECK_STR(found(t, db, S("'convoy'; --")), S("1"));
    db_close(&db);
}

TEST(nothing_a_person_types_is_malformed)
{
    struct text at[COUNTOF(texts)];
    struct db *db = sample(at);
    for (int i = 0; i < 3000; i++) {
        struct fts_query q = {0};
        struct fts_hits hits = {0};
        struct err why = {0};
        struct str typed = test_random_text(t, 60);
        if (fts_query_parse(&q, typed, t->a, &why)) {
            CHECK_OK(fts_find(&hits, db, &q, 10, t->a, &err));
            fts_spans(&q, test_random_text(t, 200), 10, t->a);
        } else {
            CHECK_INT(why.code, E_INVALID);
        }
    }
    db_close(&db);
}

TEST(a_query_without_words_or_too_long_is_refused)
{
    struct fts_query q = {0};
    CHECK_FAILS(fts_query_parse(&q, S(""), t->a, &err), E_INVALID);
    CHECK_FAILS(fts_query_parse(&q, S(" — \"!\" ?"), t->a, &err), E_INVALID);
    struct buf b = buf_in(t->a, 5000);
    for (int i = 0; i < FTS_GROUPS_MAX; i++)
        buf_add(&b, S("word "));
    CHECK_OK(fts_query_parse(&q, buf_str(&b), t->a, &err));
    buf_add(&b, S("word"));
    CHECK_FAILS(fts_query_parse(&q, buf_str(&b), t->a, &err), E_LIMIT);
    while (b.n <= FTS_QUERY_MAX)
        buf_add(&b, S("longer"));
    CHECK_FAILS(fts_query_parse(&q, buf_str(&b), t->a, &err), E_LIMIT);
    CHECK_INT(q.n, FTS_GROUPS_MAX);
}

TEST(other_names_widen_one_word)
{
    struct text at[COUNTOF(texts)];
    struct db *db = sample(at);
    struct fts_query q = {0};
    struct fts_hits hits = {0};
    CHECK_OK(fts_query_parse(&q, S("심양"), t->a, &err));
    CHECK_OK(fts_query_also(&q, 0, S("瀋陽"), t->a, &err));
    CHECK_OK(fts_query_also(&q, 0, S("—"), t->a, &err));
    CHECK_OK(fts_find(&hits, db, &q, 100, t->a, &err));
    CHECK_INT(hits.n, 3);
    for (int i = 0; q.at[0].n < FTS_PHRASES_MAX; i++)
        CHECK_OK(fts_query_also(&q, 0, str_format(t->a, "name %d", i), t->a, &err));
    CHECK_FAILS(fts_query_also(&q, 0, S("one more"), t->a, &err), E_LIMIT);
    CHECK_OK(fts_find(&hits, db, &q, 2, t->a, &err));
    CHECK_INT(hits.n, 2);
    CHECK_INT(hits.total, 3);
    db_close(&db);
}

TEST(the_text_with_more_of_the_words_comes_first)
{
    static const struct text some[] = {
        {1, {"one refugee among very many other words that say nothing at all about it", 72}},
        {2, {"refugee refugee refugee", 23}},
        {3, {"nothing", 7}},
    };
    struct db *db = indexed(some, COUNTOF(some));
    struct fts_query q = {0};
    struct fts_hits hits = {0};
    CHECK_OK(fts_query_parse(&q, S("refugee"), t->a, &err));
    CHECK_OK(fts_find(&hits, db, &q, 100, t->a, &err));
    CHECK(hits.ranked);
    CHECK_INT(hits.n, 2);
    CHECK_INT(hits.at[0], 2);
    db_close(&db);
}

TEST(a_text_taken_out_is_not_found_and_the_rest_is)
{
    struct text at[COUNTOF(texts)];
    struct db *db = sample(at);
    struct texts out = {&at[1], 1, true};
    CHECK_OK(txn_run(db, put_texts, &out, &err));
    CHECK_STR(found(t, db, S("강제송환")), S("1"));
    CHECK_STR(found(t, db, S("UNHCR")), S("5"));
    CHECK_OK(fts_check(db, &err));
    CHECK_FAILS(txn_run(db, put_texts, &out, &err), E_NOTFOUND);
    out.remove = false;
    CHECK_OK(txn_run(db, put_texts, &out, &err));
    CHECK_FAILS(txn_run(db, put_texts, &out, &err), E_CONFLICT);
    CHECK_STR(found(t, db, S("강제송환")), S("1 2"));
    db_close(&db);
}

TEST(a_wrong_text_does_not_spoil_the_index)
{
    struct text at[COUNTOF(texts)];
    struct db *db = sample(at);
    struct text wrong = {2, S("another text")};
    struct texts out = {&wrong, 1, true};
    CHECK_FAILS(txn_run(db, put_texts, &out, &err), E_INVALID);
    CHECK_OK(fts_check(db, &err));
    db_close(&db);
}

SQL_ONLY_LITE(T_BLOCKS, ROOM_SEARCH, "SELECT block FROM search_data");

static bool index_holds(struct test *t, struct db *db, struct str word)
{
    bool there = false;
    AUTO(rows_drop) struct rows r = db_rows(db, &T_BLOCKS, NOVALS);
    while (rows_next(&r))
        there |= str_find(rows_str(&r, 0, t->a), word) >= 0;
    CHECK_OK(rows_done(&r, &err));
    return there;
}

TEST(an_erased_word_is_nowhere_in_the_index)
{
    struct db *db = NULL;
    CHECK_OK(db_open_memory(&db, &err));
    for (int64_t i = 1; i <= 500; i++) {
        struct text x = {i, i == 250 ? S("zanzibarquux was here")
                                     : str_format(t->a, "filler %" PRId64 " words", i)};
        struct texts one = {&x, 1, false};
        CHECK_OK(txn_run(db, put_texts, &one, &err));
    }
    CHECK(index_holds(t, db, S("anzibarquux"))); /* FTS5 cuts what two terms begin with */
    struct text x = {250, S("zanzibarquux was here")};
    struct texts one = {&x, 1, true};
    CHECK_OK(txn_run(db, put_texts, &one, &err));
    CHECK(!index_holds(t, db, S("anzibarquux")));
    CHECK(!index_holds(t, db, S("zibarq")));
    db_close(&db);
}

struct dump {
    struct hasher h;
    isize n;
};

static void add_to_dump(void *ctx, struct str token, int64_t row, int64_t place)
{
    struct dump *d = ctx;
    int64_t numbers[3] = {token.n, row, place};
    hasher_add(&d->h, numbers, sizeof numbers);
    hasher_add(&d->h, token.p, token.n);
    d->n++;
}

static struct hash dump_of(struct db *db)
{
    struct dump d = {.n = 0};
    hasher_open(&d.h);
    CHECK_OK(fts_each(db, add_to_dump, &d, &err));
    CHECK(d.n > 0);
    return hasher_close(&d.h);
}

/* A view is a function of the set of texts, not of the order they came in or of what left. */
TEST(the_index_says_the_same_however_it_came_about)
{
    enum { N = 60 };
    struct text at[N];
    for (isize i = 0; i < N; i++)
        at[i] = (struct text){i + 1, str_format(t->a, "text %td of %td 강제송환 %.*s", i, i % 7,
                                                FS(test_random_text(t, 40)))};
    struct db *a = indexed(at, N), *b = NULL;
    CHECK_OK(db_open_memory(&b, &err));
    for (isize i = N; i > 0; i--) {
        struct texts one = {&at[i - 1], 1, false};
        CHECK_OK(txn_run(b, put_texts, &one, &err));
        struct text extra = {1000 + i, at[i * 31 % N].s};
        struct texts more = {&extra, 1, false};
        CHECK_OK(txn_run(b, put_texts, &more, &err));
    }
    struct hash ha = dump_of(a), hb = dump_of(b);
    CHECK(!hash_eq(&ha, &hb));
    for (isize i = 1; i <= N; i++) {
        struct text extra = {1000 + i, at[i * 31 % N].s};
        struct texts gone = {&extra, 1, true};
        CHECK_OK(txn_run(b, put_texts, &gone, &err));
    }
    hb = dump_of(b);
    CHECK(hash_eq(&ha, &hb));
    db_close(&a);
    db_close(&b);
}

/* The text with each match in brackets. */
static struct str marked(struct test *t, struct str typed, struct str text)
{
    struct fts_query q = {0};
    CHECK_OK(fts_query_parse(&q, typed, t->a, &err));
    struct fts_span_list l = fts_spans(&q, text, 100, t->a);
    struct buf b = buf_in(t->a, 10000);
    isize from = 0;
    for (isize i = 0; i < l.n; i++) {
        CHECK(l.at[i].start >= from && l.at[i].end > l.at[i].start && l.at[i].end <= text.n);
        buf_addf(&b, "%.*s[%.*s]", FS(str_part(text, from, l.at[i].start)),
                 FS(str_part(text, l.at[i].start, l.at[i].end)));
        from = l.at[i].end;
    }
    buf_add(&b, str_part(text, from, text.n));
    return buf_str(&b);
}

TEST(matches_are_marked_in_the_words_as_written)
{
    CHECK_STR(marked(t, S("convoy"), S("The convoy, a CONVOY.")), S("The [convoy], a [CONVOY]."));
    CHECK_STR(marked(t, S("沈阳"), S("在瀋陽市")), S("在[瀋陽]市"));
    CHECK_STR(marked(t, S("강제송환"), S("그는 강제 송환을 강제송환되었다")),
              S("그는 [강제 송환]을 [강제송환]되었다"));
    CHECK_STR(marked(t, S("\"sent back\""), S("sent, then back; sent back")),
              S("sent, then back; [sent back]"));
    CHECK_STR(marked(t, S("ref*"), S("refugees refer to aref")), S("[refugees] [refer] to aref"));
    CHECK_STR(marked(t, S("absent"), S("nothing here")), S("nothing here"));
    CHECK_INT(marked(t, S("a b"), S("")).n, 0);
}

TEST(at_most_so_many_matches_are_marked)
{
    struct fts_query q = {0};
    CHECK_OK(fts_query_parse(&q, S("a"), t->a, &err));
    CHECK_INT(fts_spans(&q, S("a a a a a"), 3, t->a).n, 3);
}

/* What is found has something to mark, and what is not has not. */
TEST(finding_and_marking_agree)
{
    static const char *const pieces[] = {"강제", "송환", "난민", " ", "瀋陽", "UNHCR", " ",
                                         "저",   "送",   "back", " ", "을",   "-",     "sent"};
    for (int i = 0; i < 300; i++) {
        struct buf text = buf_in(t->a, 400), typed = buf_in(t->a, 400);
        for (int k = 0; k < 8; k++)
            buf_add(&text, str_from_c(pieces[test_random(t, COUNTOF(pieces))]));
        buf_add(&typed, str_from_c(pieces[test_random(t, COUNTOF(pieces))]));
        buf_add(&typed, str_from_c(pieces[test_random(t, COUNTOF(pieces))]));
        struct fts_query q = {0};
        struct err why = {0};
        if (!fts_query_parse(&q, buf_str(&typed), t->a, &why) || q.n != 1)
            continue;
        struct text x = {1, buf_str(&text)};
        struct db *db = indexed(&x, 1);
        struct fts_hits hits = {0};
        CHECK_OK(fts_find(&hits, db, &q, 10, t->a, &err));
        bool marks = fts_spans(&q, x.s, 10, t->a).n > 0;
        if (marks != (hits.n > 0))
            test_fail(__FILE__, __LINE__, "'%.*s' in '%.*s': found %d, marked %d",
                      FS(buf_str(&typed)), FS(x.s), hits.n > 0, marks);
        db_close(&db);
    }
}
