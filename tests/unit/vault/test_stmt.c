/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "test.h"
#include "vault/stmt.h"

__attribute__((constructor)) static void start(void)
{
    crypto_init();
}

static struct id random_id(struct test *t)
{
    struct id id;
    for (int i = 0; i < 16; i++)
        id.b[i] = (uint8_t)test_random(t, 256);
    id.b[0] |= 1; /* never zero */
    return id;
}

static struct hash random_hash(struct test *t)
{
    struct hash h;
    for (int i = 0; i < HASH_N; i++)
        h.b[i] = (uint8_t)test_random(t, 256);
    return h;
}

static struct str some_text(struct test *t)
{
    static const char *const texts[] = {"열 명", "around 200", "瀋陽", "x", "1999-21", "Tomás"};
    return str_from_c(texts[test_random(t, COUNTOF(texts))]);
}

static struct ref random_ref(struct test *t, bool statement_too)
{
    switch (test_random(t, statement_too ? 3 : 2)) {
    case 0: return ref_record(random_id(t));
    case 1: {
        int64_t start = (int64_t)test_random(t, 1000);
        return ref_passage(random_id(t), start, start + (int64_t)test_random(t, 90));
    }
    default: return ref_statement(random_hash(t), (int64_t)test_random(t, STMTS_PER_ENTRY));
    }
}

static struct quantity random_quantity(struct test *t)
{
    struct quantity q = {.has_min = test_random(t, 2), .has_max = test_random(t, 2)};
    q.min = q.has_min ? (int64_t)test_random(t, 5000) - 100 : 0;
    q.max = q.has_max ? (int64_t)test_random(t, 500000) : 0;
    q.bound = (enum bound)test_random(t, BOUND_WORDS + 1);
    if (test_random(t, 2))
        q.unit = some_text(t);
    if (test_random(t, 2))
        q.population = some_text(t);
    if (test_random(t, 2))
        q.measure = S("measure:detained");
    return q;
}

static struct value random_value(struct test *t)
{
    struct value v = {.type = (enum value_type)test_random(t, V__COUNT)};
    switch (v.type) {
    case V_QUANTITY: v.quantity = random_quantity(t); break;
    case V_RECORD: v.ref = ref_record(random_id(t)); break;
    case V_STATEMENT: return value_statement(random_hash(t), (int64_t)test_random(t, 4000));
    case V_FILE:
        v.hash = random_hash(t);
        v.number = (int64_t)test_random(t, 1u << 31);
        v.media = S("text/html");
        memcpy(v.key, random_hash(t).b, KEY_N);
        break;
    case V_SEALED: v.hash = random_hash(t); break;
    case V_NUMBER: v.number = (int64_t)test_random(t, UINT64_MAX); break;
    case V_PLACE:
        v.text = some_text(t);
        if (test_random(t, 2))
            v.ref = ref_record(random_id(t));
        break;
    case V_PIECE: v.number = (int64_t)test_random(t, 1u << 31); FALLTHROUGH;
    default: v.text = some_text(t);
    }
    return v;
}

static struct stmt random_stmt(struct test *t)
{
    struct stmt s =
        STMT(.subject = random_ref(t, true), .property = S("core:name"), .value = random_value(t));
    if (test_random(t, 2))
        s.language = S("ko");
    if (test_random(t, 2))
        s.source = random_ref(t, false);
    if (test_random(t, 2))
        s.as_written = some_text(t);
    if (test_random(t, 2))
        s.as_of = S("2017-11-04");
    s.hedge = (int)test_random(t, 7);
    s.hearsay = (int)test_random(t, 4) - 1;
    if (test_random(t, 3) == 0)
        s.holder = random_id(t);
    else if (test_random(t, 2))
        s.holder_name = some_text(t);
    s.reliability = (int)test_random(t, 5);
    s.closeness = (int)test_random(t, 5);
    if (test_random(t, 2)) {
        s.rule = S("figure.count");
        s.rule_version = 3;
        s.rule_score = (int)test_random(t, 1001);
    }
    s.qualifiers = (unsigned)test_random(t, 8);
    return s;
}

TEST(statements_go_there_and_back_byte_for_byte)
{
    for (int i = 0; i < 5000; i++) {
        struct stmt s = random_stmt(t), back;
        struct buf b = buf_in(t->a, STMT_MAX), again = buf_in(t->a, STMT_MAX);
        stmt_write(&b, &s);
        CHECK_OK(stmt_parse(&back, buf_str(&b), &err));
        stmt_write(&again, &back);
        CHECK(str_eq(buf_str(&b), buf_str(&again)));
        CHECK(ref_eq(&s.subject, &back.subject));
        CHECK_INT(s.hearsay, back.hearsay);
    }
}

TEST(a_changed_statement_is_refused_or_is_another_statement)
{
    for (int i = 0; i < 3000; i++) {
        struct stmt s = random_stmt(t), back;
        struct buf b = buf_in(t->a, STMT_MAX), again = buf_in(t->a, STMT_MAX);
        struct err e = {0};
        stmt_write(&b, &s);
        struct str bytes = str_copy(t->a, buf_str(&b));
        char *p = NEWN(t->a, char, bytes.n);
        memcpy(p, bytes.p, (size_t)bytes.n);
        p[test_random(t, (uint64_t)bytes.n)] ^= (char)(1 << test_random(t, 8));
        struct str other = {p,
                            test_random(t, 4) ? bytes.n : (isize)test_random(t, (uint64_t)bytes.n)};
        if (!stmt_parse(&back, other, &e))
            continue;
        stmt_write(&again, &back); /* what is accepted has one spelling */
        CHECK(str_eq(other, buf_str(&again)));
    }
}

TEST(ids_go_there_and_back_and_sort_like_their_bytes)
{
    for (int i = 0; i < 2000; i++) {
        struct id a = random_id(t), b = random_id(t), back;
        struct str sa = id_write(t->a, &a), sb = id_write(t->a, &b);
        CHECK_INT(sa.n, 26);
        CHECK_OK(id_parse(&back, sa, &err));
        CHECK(id_eq(&a, &back));
        CHECK((str_cmp(sa, sb) < 0) == (memcmp(a.b, b.b, 16) < 0));
    }
    struct id id;
    CHECK_FAILS(id_parse(&id, S("zzzzzzzzzzzzzzzzzzzzzzzzzz"), &err), E_INVALID);
    CHECK_FAILS(id_parse(&id, S("0000000000000000000000000"), &err), E_INVALID);
    CHECK_FAILS(id_parse(&id, S("0000000000000000000000000I"), &err), E_INVALID);
}
