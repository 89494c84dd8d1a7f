/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/edtf.h"
#include "lang/when.h"
#include "test.h"

/* "date; date" of a text, with the base it was written on. */
static struct str dates(struct test *t, struct str text, struct str base)
{
    struct when_list l = {0};
    struct buf b = buf_in(t->a, 4096);
    when_find(&l, text, base, t->a);
    for (isize i = 0; i < l.n; i++) {
        buf_add(&b, i ? S("; ") : S(""));
        buf_add(&b, l.at[i].edtf);
    }
    return buf_str(&b);
}

struct sample {
    const char *text, *base, *want;
};

static void samples_check(struct test *t, const struct sample *s, isize n)
{
    for (isize i = 0; i < n; i++)
        CHECK_STR(dates(t, str_from_c(s[i].text), str_from_c(s[i].base)), str_from_c(s[i].want));
}

TEST(english_dates_are_found_in_each_order)
{
    static const struct sample s[] = {
        {"on 21 November 2017.", "", "2017-11-21"},
        {"November 21, 2017", "", "2017-11-21"},
        {"29 December, 2009", "", "2009-12-29"},
        {"the 4th of June 1989", "", "1989-06-04"},
        {"in Sept. 2012", "", "2012-09"},
        {"July 20 was hot", "", "XXXX-07-20"},
        {"spring 1999", "", "1999-21"},
        {"since 1995, and (July 1998)", "", "1995; 1998-07"},
        {"2017-11-04 or 2017/11/04 or 2017. 11. 4.", "", "2017-11-04; 2017-11-04; 2017-11-04"},
        {"Juche 106", "", "2017"},
    };
    samples_check(t, s, COUNTOF(s));
}

TEST(ranges_of_days_and_months_are_one_date)
{
    static const struct sample s[] = {
        {"May 14-19, 2006", "", "2006-05-14/2006-05-19"},
        {"14 to 19 May 2006", "", "2006-05-14/2006-05-19"},
        {"between 1 and 25 June", "2000-06-07", "2000-06-01/2000-06-25"},
        {"23 September to 8 October 2023", "", "2023-09-23/2023-10-08"},
        {"from October 2019 to January 2020", "", "2019-10/2020-01"},
        {"between late October and early November 2021", "", "2021-10/2021-11"},
        {"10월 13∼14일", "2022-11-08", "2022-10-13/2022-10-14"},
        {"30 December to 2 January", "2012-12-20", "2012-12-30/2013-01-02"},
    };
    samples_check(t, s, COUNTOF(s));
}

TEST(korean_and_chinese_dates_are_found)
{
    static const struct sample s[] = {
        {"2017년 11월 4일에", "", "2017-11-04"},
        {"9월 9일", "", "XXXX-09-09"},
        {"지난 12월 5일", "2017-11-21", "2016-12-05"},
        {"지난해 3월", "2017-11-21", "2016-03"},
        {"1999년 봄", "", "1999-21"},
        {"2017年11月4日", "", "2017-11-04"},
        {"二〇一七年十一月四日", "", "2017-11-04"},
        {"今年十一月四日", "2017-11-21", "2017-11-04"},
        {"民國106年5月", "", "2017-05"},
        {"9月19日上午9時30分", "2023-09-19", "2023-09-19"},
        {"五月二十五日", "", "XXXX-05-25"},
    };
    samples_check(t, s, COUNTOF(s));
}

TEST(relative_dates_need_the_day_of_writing)
{
    static const struct sample s[] = {
        {"yesterday", "2017-11-21", "2017-11-20"},
        {"yesterday", "", ""},
        {"last week", "2017-11-21", "2017-11-13/2017-11-19"},
        {"March this year", "2000-06-07", "2000-03"},
        {"in May last year", "2000-06-07", "1999-05"},
        {"on Monday", "2017-11-21", "2017-11-20"},
        {"last Tuesday", "2017-11-21", "2017-11-14"},
        {"three days ago", "2017-11-21", "2017-11-18"},
        {"by 15 January", "2008-12-04", "2009-01-15"},
        {"on 20 December", "2009-01-05", "2008-12-20"},
        {"上个月", "2017-01-21", "2016-12"},
    };
    samples_check(t, s, COUNTOF(s));
}

TEST(days_and_months_before_the_day_of_writing)
{
    static const struct sample s[] = {
        {"지난 9일 연길에서", "2023-10-14", "2023-10-09"},
        {"지난 20일", "2023-10-14", "2023-09-20"},
        {"지난 14일", "2023-10-14", "2023-09-14"},
        {"지난 31일", "2023-10-14", "2023-08-31"},
        {"지난 30일", "2023-03-14", "2023-01-30"},
        {"지난 9∼11일", "2023-10-14", "2023-10-09/2023-10-11"},
        {"지난 9일", "", ""},
        {"지난 9일", "2023-10", ""},
        {"지난 3일간, 지난 3일 동안", "2023-10-14", ""},
        {"지난 3월 9일", "2023-10-14", "2023-03-09"},
        {"지난달 9일", "2023-01-14", "2022-12-09"},
        {"지난 달 9일에", "2023-10-14", "2023-09-09"},
        {"지난달 13~14일", "2023-10-14", "2023-09-13/2023-09-14"},
        {"이달 2일", "2023-10-14", "2023-10-02"},
        {"지난달에", "2023-10-14", "2023-09"},
        {"지난 달의", "2023-10-14", "2023-09"},
        {"지난달 31일", "2023-10-14", ""},
        {"지난해 3월 9일, 지난 해 3월", "2023-10-14", "2022-03-09; 2022-03"},
        {"지난 해외 순방", "2023-10-14", ""},
        {"上月9日", "2023-10-14", "2023-09-09"},
        {"本月二日", "2023-10-14", "2023-10-02"},
        {"上个月9号", "2023-01-14", "2022-12-09"},
        {"上月9日", "", ""},
    };
    samples_check(t, s, COUNTOF(s));
}

TEST(a_text_may_end_where_a_range_would_go_on)
{
    static const struct sample s[] = {
        {"2012年3月2日-", "", "2012-03-02"},
        {"2012년 3월 2일~", "", "2012-03-02"},
        {"2 March 2012 to", "", "2012-03-02"},
    };
    samples_check(t, s, COUNTOF(s));
}

TEST(what_only_looks_like_a_date_is_left)
{
    static const struct sample s[] = {
        {"AI Index: ASA 24/01/00", "", ""},  {"they may 4 times march", "2017-01-01", ""},
        {"31 April 2010", "", "2010-04"},    {"1,999 people in 50,000 houses", "", ""},
        {"A/HRC/25/63 and 12.5 kg", "", ""}, {"제2조, 第3条", "", ""},
    };
    samples_check(t, s, COUNTOF(s));
}

TEST(every_date_of_any_bytes_is_edtf_and_stands_in_the_text)
{
    static const char *const bits[] = {"21 ", "November ", "2017", " to ",       "-",
                                       "年",  "十",        "월 ",  "last week ", "between ",
                                       ",",   "/",         "31 ",  "日",         " and "};
    for (int n = 0; n < 400; n++) {
        struct buf b = buf_in(t->a, 4000);
        for (uint64_t k = test_random(t, 20); k > 0; k--)
            buf_add(&b, str_from_c(bits[test_random(t, COUNTOF(bits))]));
        buf_add(&b, test_random_text(t, 100));
        struct when_list l = {0};
        when_find(&l, buf_str(&b), S("2017-11-21"), t->a);
        isize last = 0;
        for (isize i = 0; i < l.n; i++) {
            struct edtf e;
            CHECK_OK(edtf_parse(&e, l.at[i].edtf, &err));
            CHECK(l.at[i].start >= last && l.at[i].start < l.at[i].end && l.at[i].end <= b.n);
            last = l.at[i].end;
        }
        arena_clear(t->a);
    }
}

TEST(dates_are_said_as_people_say_them)
{
    CHECK_STR(when_say(S("2017-11-04"), S("en"), t->a), S("4 November 2017"));
    CHECK_STR(when_say(S("2017-11-04"), S("ko"), t->a), S("2017년 11월 4일"));
    CHECK_STR(when_say(S("2017-11-04"), S("zh-Hant"), t->a), S("2017年11月4日"));
    CHECK_STR(when_say(S("1999-21"), S("en"), t->a), S("spring 1999"));
    CHECK_STR(when_say(S("2000-03/.."), S("en"), t->a), S("since March 2000"));
    CHECK_STR(when_say(S("199X"), S("en"), t->a), S("1990s"));
    CHECK_STR(when_say(S("XXXX-07-20"), S("en"), t->a), S("20 July (year not known)"));
    CHECK_STR(when_say(S("2017-11?"), S("en"), t->a), S("perhaps November 2017"));
    CHECK_STR(when_say(S("2006-05-14/2006-05-19"), S("ko"), t->a),
              S("2006년 5월 14일부터 2006년 5월 19일까지"));
}
