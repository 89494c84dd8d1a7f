/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "base/utf8.h"
#include "test.h"

TEST(json_is_written_with_its_commas)
{
    struct buf b = buf_in(t->a, 1000);
    struct json j = json_to(&b);
    json_object(&j);
    json_pair(&j, S("name"), S("a\"b\\\n\x01"));
    json_key(&j, S("list"));
    json_array(&j);
    json_int(&j, -1);
    json_bool(&j, true);
    json_null(&j);
    json_object(&j);
    json_end(&j);
    json_end(&j);
    json_pair_or_null(&j, S("none"), (struct str){0});
    json_end(&j);
    CHECK_STR(buf_str(&b),
              S("{\"name\":\"a\\\"b\\\\\\n\\u0001\",\"list\":[-1,true,null,{}],\"none\":null}"));
}

TEST(any_bytes_make_a_valid_json_string)
{
    for (int i = 0; i < 2000; i++) {
        struct buf b = buf_in(t->a, 4000);
        struct json j = json_to(&b);
        json_str(&j, test_random_text(t, 40));
        struct str s = buf_str(&b);
        CHECK(utf8_is_valid(s));
        for (isize k = 0; k < s.n; k++)
            CHECK((unsigned char)s.p[k] >= 0x20);
    }
}
