/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test.h"
#include "vault/cbor.h"

TEST(cbor_numbers_go_there_and_back)
{
    static const int64_t edges[] = {0,     23,         24,           255,       256,          65535,
                                    65536, UINT32_MAX, 4294967296LL, INT64_MAX, -1,           -24,
                                    -25,   -256,       -257,         INT64_MIN, INT64_MIN + 1};
    for (isize i = 0; i < 2000; i++) {
        int64_t n = i < COUNTOF(edges) ? edges[i]
                                       : (int64_t)test_random(t, UINT64_MAX) >> test_random(t, 64);
        struct buf b = buf_in(t->a, 16);
        cbor_put_int(&b, n);
        struct cbor c = cbor_of(buf_str(&b));
        CHECK_INT(cbor_int(&c), n);
        CHECK_OK(cbor_done(&c, &err));
    }
}

/* RFC 8949 appendix F and what determinism forbids. */
TEST(cbor_that_is_not_deterministic_is_refused)
{
    static const struct {
        const char *bytes;
        isize n;
    } bad[] = {
        {"\x18\x17", 2},                             /* 23 in two bytes */
        {"\x19\x00\xff", 3},                         /* 255 in three */
        {"\x1a\x00\x00\xff\xff", 5},                 /* 65535 in five */
        {"\x1b\x00\x00\x00\x00\xff\xff\xff\xff", 9}, /* 2^32-1 in nine */
        {"\x5f\x41\x61\xff", 4},                     /* indefinite bytes */
        {"\x9f\x01\xff", 3},                         /* indefinite array */
        {"\xbf\x01\x02\xff", 4},                     /* indefinite map */
        {"\xa2\x02\x00\x01\x00", 5},                 /* keys descending */
        {"\xa2\x01\x00\x01\x00", 5},                 /* keys twice */
        {"\x62\xc3\x28", 3},                         /* not UTF-8 */
        {"\xf5", 1},                                 /* true */
        {"\xf9\x3c\x00", 3},                         /* half float */
        {"\xc0\x00", 2},                             /* tag */
        {"\x9a\x3f\xff\xff\xff", 5},                 /* a billion items in five bytes */
        {"\x5b\x7f\xff\xff\xff\xff\xff\xff\xff", 9}, /* nine exabytes */
        {"\x01\x01", 2},                             /* one left over */
        {"", 0},
        {"\x81\x81\x81\x81\x81\x81\x81\x81\x81\x01", 10}, /* too deep */
    };
    for (isize i = 0; i < COUNTOF(bad); i++) {
        struct cbor c = cbor_of((struct str){bad[i].bytes, bad[i].n});
        cbor_skip(&c, 0);
        CHECK_FAILS(cbor_done(&c, &err), E_CORRUPT);
    }
}

TEST(any_bytes_are_read_to_an_end)
{
    for (int i = 0; i < 20000; i++) {
        struct str s = test_random_text(t, 60);
        struct cbor c = cbor_of(s);
        struct err e = {0};
        cbor_skip(&c, 0);
        (void)!cbor_done(&c, &e);
        CHECK(c.at <= s.n);
    }
}
