/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/amount.h"
#include "test.h"

/* "min..max" of each number of a text; an open end is empty. */
static struct str amounts(struct test *t, struct str text)
{
    struct amount_list l = {0};
    struct buf b = buf_in(t->a, 4096);
    amount_find(&l, text, t->a);
    for (isize i = 0; i < l.n; i++) {
        const struct amount *m = &l.at[i];
        buf_add(&b, i ? S(" ") : S(""));
        if (m->has_min)
            buf_add_int(&b, m->min);
        buf_add(&b, S(".."));
        if (m->has_max)
            buf_add_int(&b, m->max);
    }
    return buf_str(&b);
}

struct sample {
    const char *text, *want;
};

static void samples_check(struct test *t, const struct sample *s, isize n)
{
    for (isize i = 0; i < n; i++)
        CHECK_STR(amounts(t, str_from_c(s[i].text)), str_from_c(s[i].want));
}

TEST(english_numbers_keep_their_bounds)
{
    static const struct sample s[] = {
        {"at least 1,170 individuals", "1170.."},
        {"between 100,000 and 300,000", "100000..300000"},
        {"more than 320 groups", "320.."},
        {"up to 50", "..50"},
        {"as many as 169 people", "..169"},
        {"around 200", "200..200"},
        {"scores of people, hundreds of thousands, dozens", "40.. 200000.. 20.."},
        {"tens of thousands", "20000.."},
        {"seven men and twenty-five women", "7..7 25..25"},
        {"two hundred and ten", "210..210"},
        {"four thousand and a hundred", "4000..4000 100..100"},
        {"1.4 million people", "1400000..1400000"},
        {"10 to 15 families", "10..15"},
        {"20 or more", "20.."},
        {"3.5 kg", ""},
    };
    samples_check(t, s, COUNTOF(s));
}

TEST(korean_numbers_need_a_counter_unless_they_are_digits)
{
    static const struct sample s[] = {
        {"10여 명이", "10.."},         {"수십 명", "20.."},         {"열 명", "10..10"},
        {"2천 명", "2000..2000"},      {"약 200명", "200..200"},    {"최소 1,170명", "1170.."},
        {"100명 이상", "100.."},       {"스물다섯 명", "25..25"},   {"두 나라", "2..2"},
        {"30만 명", "300000..300000"}, {"한국 사람이 이 일을", ""},
    };
    samples_check(t, s, COUNTOF(s));
}

TEST(chinese_numbers_need_a_counter_unless_they_are_digits)
{
    static const struct sample s[] = {
        {"十名难民", "10..10"}, {"數千人", "2000.."},       {"约200人", "200..200"},
        {"至少五十名", "50.."}, {"数十公民", "20.."},       {"200多名", "200.."},
        {"超過320個", "320.."}, {"二十五名", "25..25"},     {"一定十分重要", ""},
        {"100人以上", "100.."}, {"三萬人", "30000..30000"}, {"至少有300人", "300.."},
        {"两千余人", "2000.."},
    };
    samples_check(t, s, COUNTOF(s));
}

TEST(amounts_of_any_bytes_stand_in_the_text_in_order)
{
    for (int n = 0; n < 400; n++) {
        struct str s = test_random_text(t, 200);
        struct amount_list l = {0};
        amount_find(&l, s, t->a);
        isize last = 0;
        for (isize i = 0; i < l.n; i++) {
            CHECK(l.at[i].num_start >= last && l.at[i].start < l.at[i].end);
            CHECK(l.at[i].end <= s.n && l.at[i].num_end <= l.at[i].end);
            last = l.at[i].end;
        }
    }
}

TEST(amounts_are_said_with_separators)
{
    CHECK_STR(amount_say(1170, t->a), S("1,170"));
    CHECK_STR(amount_say(0, t->a), S("0"));
    CHECK_STR(amount_say(-300000, t->a), S("-300,000"));
    CHECK_STR(amount_say(INT64_MIN, t->a), S("-9,223,372,036,854,775,808"));
}
