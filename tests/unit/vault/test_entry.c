/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "test.h"
#include "vault/entry.h"

static void fill(struct test *t, void *p, isize n)
{
    uint8_t *b = p;
    for (isize i = 0; i < n; i++)
        b[i] = (uint8_t)test_random(t, 256);
}

static struct entry random_entry(struct test *t)
{
    struct entry e = {.seq = 1 + (int64_t)test_random(t, 3),
                      .depth = 1 + (int64_t)test_random(t, 99),
                      .time = (int64_t)test_random(t, 1u << 31) - (1 << 30),
                      .kind = 1 + (int64_t)test_random(t, 20)};
    e.has_workspace = e.kind != ENTRY_BEGIN;
    e.has_prev = e.seq > 1;
    fill(t, e.workspace.b, HASH_N);
    fill(t, e.device.b, KEY_N);
    fill(t, e.member.b, 16);
    fill(t, e.prev.b, HASH_N);
    if (test_random(t, 3) == 0) {
        e.batch = (struct batch){
            .some = true, .part = (int64_t)test_random(t, 99), .closed = test_random(t, 2)};
        fill(t, e.batch.id.b, 16);
    }
    e.digest_n = (isize)test_random(t, 6);
    struct hash *digests = NEWN(t->a, struct hash, e.digest_n);
    fill(t, digests, e.digest_n * HASH_N);
    e.digests = digests;
    e.head_n = (isize)test_random(t, 4);
    struct head *heads = NEWN(t->a, struct head, e.head_n);
    for (isize i = 0; i < e.head_n; i++) {
        fill(t, heads[i].device.b, KEY_N);
        fill(t, heads[i].entry.b, HASH_N);
        heads[i].device.b[0] = (uint8_t)(i * 7);
        heads[i].seq = 1 + (int64_t)test_random(t, 1000);
    }
    e.device.b[0] = 255;
    e.heads = heads;
    return e;
}

TEST(entries_go_there_and_back_byte_for_byte)
{
    for (int i = 0; i < 3000; i++) {
        struct entry e = random_entry(t), back;
        struct buf b = buf_in(t->a, ENTRY_MAX), again = buf_in(t->a, ENTRY_MAX);
        entry_write(&b, &e);
        CHECK_OK(entry_parse(&back, buf_str(&b), t->a, &err));
        entry_write(&again, &back);
        CHECK(str_eq(buf_str(&b), buf_str(&again)));
    }
}

/* Whatever bits are turned: an entry that is accepted has only one spelling, and none of its parts
 * is a text. So no words can hide in what is signed and cannot be erased. */
TEST(no_entry_can_carry_free_text)
{
    for (int i = 0; i < 5000; i++) {
        struct entry e = random_entry(t), back;
        struct buf b = buf_in(t->a, ENTRY_MAX), again = buf_in(t->a, ENTRY_MAX);
        struct err none = {0};
        entry_write(&b, &e);
        char *p = NEWN(t->a, char, b.n + 8);
        memcpy(p, b.p, (size_t)b.n);
        for (uint64_t k = test_random(t, 3) + 1; k; k--)
            p[sizeof "cairn.entry.v1" + test_random(t, (uint64_t)b.n - sizeof "cairn.entry.v1")] =
                (char)test_random(t, 256);
        struct str other = {p, b.n + (isize)test_random(t, 3)};
        if (!entry_parse(&back, other, t->a, &none))
            continue;
        entry_write(&again, &back);
        CHECK(str_eq(other, buf_str(&again)));
        struct cbor c = cbor_of(str_part(other, sizeof "cairn.entry.v1", other.n));
        int64_t last = -1;
        for (isize n = cbor_map(&c); n > 0; n--) {
            (void)cbor_key(&c, &last);
            CHECK(cbor_peek(&c) != CBOR_TEXT);
            cbor_skip(&c, 0);
        }
    }
}
