/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/edtf.h"

#include "test.h"

static struct edtf date(const char *z)
{
    struct edtf e = {0};
    CHECK_OK(edtf_parse(&e, str_from_c(z), &err));
    return e;
}

static struct str written(struct test *t, const struct edtf *e)
{
    struct buf b = buf_in(t->a, 100);
    edtf_write(&b, e);
    return buf_str(&b);
}

TEST(edtf_writes_what_it_read)
{
    /* From the EDTF specification (loc.gov/standards/datetime), levels 0 and 1, and our own. */
    static const char *const good[] = {"1985-04-12",
                                       "1985-04",
                                       "1985",
                                       "0000",
                                       "1964/2008",
                                       "2004-06/2006-08",
                                       "2004-02-01/2005-02-08",
                                       "2004-02-01/2005",
                                       "2005/2006-02",
                                       "Y170000002",
                                       "Y-170000002",
                                       "2001-21",
                                       "1984?",
                                       "2004-06~",
                                       "2004-06-11%",
                                       "201X",
                                       "20XX",
                                       "2004-XX",
                                       "1985-04-XX",
                                       "1985-XX-XX",
                                       "1985-04-12/..",
                                       "1985-04/..",
                                       "1985/..",
                                       "../1985-04-12",
                                       "1985-04-12/",
                                       "/1985",
                                       "-1985",
                                       "-0044-03-15",
                                       "-199X",
                                       "1984~/2004-06%",
                                       "2000-21/2000-23",
                                       "XXXX-07-20",
                                       "XXXX-02-29",
                                       "XXXX-07",
                                       "XXXX-24",
                                       "XXXX-07-20/XXXX-07-25",
                                       "XXXX-12-24/XXXX-01-06",
                                       "1XXX",
                                       "000X",
                                       "Y999999999999",
                                       "2000-02-29",
                                       "2017-XX?"};
    for (isize i = 0; i < COUNTOF(good); i++) {
        struct edtf e = date(good[i]);
        CHECK_STR(written(t, &e), str_from_c(good[i]));
    }
}

TEST(edtf_refuses_what_it_does_not_know)
{
    static const char *const bad[] = {"",
                                      "/",
                                      "../..",
                                      "../",
                                      "/..",
                                      "17",
                                      "2017-1",
                                      "2017-13",
                                      "2017-00",
                                      "2017-25",
                                      "2017-20",
                                      "2017-11-31",
                                      "2017-02-29",
                                      "1900-02-29",
                                      "2017-11-00",
                                      "2017-11-4",
                                      "2017-21-01",
                                      "XXXX",
                                      "X017",
                                      "2X17",
                                      "199X-05",
                                      "XXXX-XX",
                                      "XXXX-XX-20",
                                      "XXXX-07-XX",
                                      "2017-XX-04",
                                      "2017-11-X4",
                                      "-0000",
                                      "-000X",
                                      "Y2017",
                                      "Y02017",
                                      "Y1234567890123",
                                      "Y17E7",
                                      "Y170000002-11",
                                      "+2017",
                                      "2017-11-04T10:00:00Z",
                                      "?2017-11",
                                      "2017?-11",
                                      "2017-11-04??",
                                      "2017-11-04?~",
                                      " 2017",
                                      "2017 ",
                                      "2017/11/04",
                                      "2017-11-04/2017-11-03",
                                      "2018/2017",
                                      "[1667,1668]",
                                      "{1960}",
                                      "XXXX-07-20/2017",
                                      "2017/XXXX-07-20",
                                      "XXXX-07-20/..",
                                      "2017-11-04/2017-11-05/",
                                      "...",
                                      "٢٠١٧",
                                      "2017-",
                                      "2017-11-",
                                      "Y",
                                      "-",
                                      "201",
                                      "20177",
                                      "2017-1X",
                                      "2017/2018\n"};
    for (isize i = 0; i < COUNTOF(bad); i++) {
        struct edtf e = {.interval = true};
        struct err err = {0};
        if (edtf_parse(&e, str_from_c(bad[i]), &err))
            test_fail(__FILE__, __LINE__, "'%s' was taken", bad[i]);
        CHECK_INT(err.code, E_INVALID);
        CHECK(err.detail[0] && e.interval); /* says what is wrong; the output is untouched */
    }
}

TEST(edtf_err_quotes_the_wrong_end_for_the_person_only)
{
    struct edtf e;
    struct err err = {0};
    CHECK(!edtf_parse(&e, S("2017-11/2017-13"), &err));
    CHECK(str_find(str_from_c(err.detail), S("'2017-13'")) == 0);
    CHECK(str_find(str_from_c(err.msg), S("2017")) < 0);
}

static struct edtf_day random_day(struct test *t, bool yearly)
{
    struct edtf_day d = {.year_digits = 4, .marks = (unsigned)test_random(t, 4)};
    d.year = (int64_t)test_random(t, 20000) - 9999;
    int shape = (int)test_random(t, 10);
    if (yearly) {
        d.year = d.year_digits = 0;
        d.month = 1 + (int)test_random(t, 12);
        d.day = (int)test_random(t, (uint64_t)month_days(2000, d.month) + 1);
    } else if (shape == 0) {
        d.year = (int64_t)test_random(t, 1999999999998) - 999999999999;
        d.year += d.year >= 0 ? 10000 : -10000;
        d.year = d.year > 999999999999 ? 999999999999 : d.year < -999999999999 ? -99999 : d.year;
    } else if (shape < 3) {
        int64_t unit = shape == 1 ? 10 : 100;
        d.year = d.year / unit * unit;
        d.year = d.year > 9999 ? 0 : d.year;
        d.year_digits = 4 - shape;
    } else if (d.year > 9999) {
        d.year = 2017;
    } else if (shape == 3) {
        d.month = 21 + (int)test_random(t, 4);
    } else if (shape == 4) {
        d.month_x = true;
        d.day_x = test_random(t, 2);
    } else if (shape > 5) {
        d.month = 1 + (int)test_random(t, 12);
        d.day = (int)test_random(t, (uint64_t)month_days(d.year, d.month) + 1);
        d.day_x = !d.day && test_random(t, 2);
    }
    return d;
}

static struct edtf random_edtf(struct test *t)
{
    bool yearly = test_random(t, 8) == 0;
    struct edtf e = {.interval = test_random(t, 3) == 0, .from = random_day(t, yearly)};
    if (!e.interval)
        return e;
    e.to = random_day(t, yearly);
    uint64_t kinds = yearly ? 0 : test_random(t, 5);
    if (kinds == 1) {
        e.from_kind = test_random(t, 2) ? EDTF_OPEN : EDTF_UNKNOWN;
        e.from = (struct edtf_day){0};
    } else if (kinds == 2) {
        e.to_kind = test_random(t, 2) ? EDTF_OPEN : EDTF_UNKNOWN;
        e.to = (struct edtf_day){0};
    } else if (!yearly && edtf_range(&e).lo > edtf_range(&e).hi) {
        struct edtf_day d = e.from;
        e.from = e.to;
        e.to = d;
    }
    return e;
}

static void check_same_day(const struct edtf_day *a, const struct edtf_day *b)
{
    CHECK_INT(a->year, b->year);
    CHECK_INT(a->month, b->month);
    CHECK_INT(a->day, b->day);
    CHECK_INT(a->year_digits, b->year_digits);
    CHECK_INT(a->marks, b->marks);
    CHECK(a->month_x == b->month_x && a->day_x == b->day_x);
}

TEST(edtf_parse_and_write_invert)
{
    for (int i = 0; i < 20000; i++) {
        struct edtf e = random_edtf(t), back = {0};
        struct str s = written(t, &e);
        struct err err = {0};
        if (!edtf_parse(&back, s, &err))
            test_fail(__FILE__, __LINE__, "'%.*s': %s", FS(s), err.detail);
        CHECK(back.interval == e.interval);
        CHECK(back.from_kind == e.from_kind && back.to_kind == e.to_kind);
        check_same_day(&back.from, &e.from);
        check_same_day(&back.to, &e.to);
        CHECK_STR(written(t, &back), s);
    }
}

TEST(edtf_parse_takes_only_what_it_would_write)
{
    static const char alphabet[] = "0123456789X-/.?~%Y 2";
    for (int i = 0; i < 100000; i++) {
        char text[24];
        struct str s = {text, (isize)test_random(t, sizeof text)};
        struct edtf e = random_edtf(t), back;
        struct str from = written(t, &e);
        for (isize k = 0; k < s.n; k++)
            text[k] = k < from.n ? from.p[k] : alphabet[test_random(t, sizeof alphabet - 1)];
        if (s.n)
            text[test_random(t, (uint64_t)s.n)] = alphabet[test_random(t, sizeof alphabet - 1)];
        struct err err = {0};
        if (edtf_parse(&back, s, &err)) {
            CHECK_STR(written(t, &back), s);
            struct edtf_range r = edtf_range(&back);
            CHECK(r.lo <= r.hi);
        }
    }
}

static void check_range(const char *z, const char *from, const char *to)
{
    struct edtf e = date(z), f = date(from), l = date(to);
    struct edtf_range r = edtf_range(&e);
    CHECK_INT(r.lo, edtf_range(&f).lo);
    CHECK_INT(r.hi, edtf_range(&l).lo);
}

TEST(edtf_range_holds_every_day_that_is_meant)
{
    check_range("2017-11-04", "2017-11-04", "2017-11-04");
    check_range("2017-02", "2017-02-01", "2017-02-28");
    check_range("2000-02", "2000-02-01", "2000-02-29");
    check_range("2017", "2017-01-01", "2017-12-31");
    check_range("199X", "1990-01-01", "1999-12-31");
    check_range("19XX?", "1900-01-01", "1999-12-31");
    check_range("-199X", "-1999-01-01", "-1990-12-31");
    check_range("2004-XX", "2004-01-01", "2004-12-31");
    check_range("2004-06-XX", "2004-06-01", "2004-06-30");
    check_range("1999-21", "1999-03-01", "1999-05-31");
    check_range("1999-22", "1999-06-01", "1999-08-31");
    check_range("1999-23", "1999-09-01", "1999-11-30");
    check_range("1999-24", "1999-01-01", "2000-02-29");
    check_range("2006-05-14/2006-05-19", "2006-05-14", "2006-05-19");
    check_range("2019-10/2020-01", "2019-10-01", "2020-01-31");
    struct edtf open = date("2000-03/.."), unknown = date("/1999"), yearly = date("XXXX-07-20");
    CHECK_INT(edtf_range(&open).lo, day_from_ymd(2000, 3, 1));
    CHECK_INT(edtf_range(&open).hi, INT64_MAX);
    CHECK_INT(edtf_range(&unknown).lo, INT64_MIN);
    CHECK_INT(edtf_range(&unknown).hi, day_from_ymd(1999, 12, 31));
    CHECK_INT(edtf_range(&yearly).lo, INT64_MIN);
    CHECK_INT(edtf_range(&yearly).hi, INT64_MAX);
}

static void check_overlap(const char *a, const char *b, bool want)
{
    struct edtf x = date(a), y = date(b);
    if (edtf_overlaps(&x, &y) != want || edtf_overlaps(&y, &x) != want)
        test_fail(__FILE__, __LINE__, "%s and %s %s", a, b, want ? "do meet" : "do not meet");
}

TEST(edtf_overlap_is_where_both_could_be_true)
{
    check_overlap("2017-11-04", "2017-11", true);
    check_overlap("2017-11-04", "2017-11-05", false);
    check_overlap("199X", "2000-01-01", false);
    check_overlap("199X", "1999-12-31", true);
    check_overlap("1999-24", "1999-01-15", true);
    check_overlap("1999-24", "1999-12-15", true);
    check_overlap("1999-24", "2000-02-29", true);
    check_overlap("1999-24", "1999-07", false);
    check_overlap("2000-03/..", "1999", false);
    check_overlap("2000-03/..", "Y170000002", true);
    check_overlap("../1999", "-0044-03-15", true);
    check_overlap("../1999", "2000-01-01/", false);
    check_overlap("../1999", "1999-12-31/..", true);
}

TEST(edtf_overlap_of_a_day_of_an_unknown_year_is_its_month_and_day)
{
    check_overlap("XXXX-07-20", "2000-07-20", true);
    check_overlap("XXXX-07-20", "2000-07-19", false);
    check_overlap("XXXX-07-20", "2000-07", true);
    check_overlap("XXXX-07-20", "2000-08/2001-07-19", false);
    check_overlap("XXXX-07-20", "2000-08/2001-07-20", true);
    check_overlap("XXXX-07-20", "2000/..", true);
    check_overlap("XXXX-02-29", "2001/2003", false);
    check_overlap("XXXX-02-29", "1897/1903", false);
    check_overlap("XXXX-02-29", "1896-03-01/1904-02-29", true);
    check_overlap("XXXX-02-29", "1896-03-01/1904-02-28", false);
    check_overlap("XXXX-02-29", "2004-02", true);
    check_overlap("XXXX-02-29", "XXXX-02", true);
    check_overlap("XXXX-02-29", "XXXX-02-28", false);
    check_overlap("XXXX-07-20", "XXXX-07", true);
    check_overlap("XXXX-07-20", "XXXX-21", false);
    check_overlap("XXXX-24", "XXXX-01-15", true);
    check_overlap("XXXX-24", "2001-02-10", true);
    check_overlap("XXXX-24", "2001-03-10", false);
    check_overlap("XXXX-12-24/XXXX-01-06", "2017-01-02", true);
    check_overlap("XXXX-12-24/XXXX-01-06", "2017-12-31", true);
    check_overlap("XXXX-12-24/XXXX-01-06", "2017-01-07/2017-12-23", false);
    check_overlap("XXXX-12-24/XXXX-01-06", "XXXX-01-06", true);
    check_overlap("XXXX-12-24/XXXX-01-06", "XXXX-01-07", false);
    check_overlap("XXXX-01-15", "1999-24", true);
}

TEST(edtf_overlap_agrees_with_trying_every_day)
{
    for (int i = 0; i < 300; i++) {
        struct edtf e = random_edtf(t);
        int64_t year = 1996 + (int64_t)test_random(t, 9);
        bool any = false;
        for (int64_t d = day_from_ymd(year, 1, 1); d <= day_from_ymd(year, 12, 31); d++) {
            struct edtf one = {.from = {.year_digits = 4}};
            day_to_ymd(d, &one.from.year, &one.from.month, &one.from.day);
            any |= edtf_overlaps(&e, &one);
        }
        struct edtf whole = {.from = {.year = year, .year_digits = 4}};
        CHECK(edtf_overlaps(&whole, &e) == any);
    }
}

TEST(edtf_is_before_only_when_certain)
{
    struct edtf a = date("2017-11"), b = date("2017-12-01"), c = date("2017-11-30"),
                open = date("2017-11-04/.."), yearly = date("XXXX-07-20"),
                old = date("-0044-03-15");
    CHECK(edtf_is_before(&a, &b) && !edtf_is_before(&b, &a));
    CHECK(!edtf_is_before(&a, &c) && !edtf_is_before(&c, &a));
    CHECK(!edtf_is_before(&open, &b));
    CHECK(edtf_is_before(&old, &open));
    CHECK(!edtf_is_before(&yearly, &a) && !edtf_is_before(&a, &yearly));
}

TEST(days_count_through_every_century)
{
    CHECK_INT(day_from_ymd(1970, 1, 1), 0);
    CHECK_INT(day_from_ymd(2000, 3, 1), 11017);
    CHECK_INT(day_from_ymd(-4713, 11, 24), -2440588); /* Julian day 0, proleptic Gregorian */
    CHECK_INT(day_of_week(0), 3);                     /* a Thursday */
    CHECK_INT(day_of_week(day_from_ymd(2017, 11, 4)), 5);
    CHECK_INT(day_of_week(-4), 6);
    int64_t day = day_from_ymd(-401, 1, 1), y;
    int m, d;
    for (int64_t year = -401; year < 401; year++) /* one whole cycle on both sides of 0 */
        for (int month = 1; month <= 12; month++)
            for (int k = 1; k <= month_days(year, month); k++, day++) {
                CHECK_INT(day_from_ymd(year, month, k), day);
                day_to_ymd(day, &y, &m, &d);
                CHECK(y == year && m == month && d == k);
            }
    for (int i = 0; i < 10000; i++) {
        day = (int64_t)test_random(t, 700000000000000) - 350000000000000;
        day_to_ymd(day, &y, &m, &d);
        CHECK_INT(day_from_ymd(y, m, d), day);
    }
}

TEST(time_text_is_utc_and_iso_8601)
{
    CHECK_STR(time_text(0, t->a), S("1970-01-01T00:00:00Z"));
    CHECK_STR(time_text(1795289725, t->a), S("2026-11-21T19:35:25Z"));
    CHECK_STR(time_day(1795289725, t->a), S("2026-11-21"));
    CHECK_STR(time_clock(1795289725, t->a), S("19:35"));
    CHECK_STR(time_text(-1, t->a), S("1969-12-31T23:59:59Z"));
    CHECK_STR(time_text(951782400, t->a), S("2000-02-29T00:00:00Z"));
    CHECK_STR(time_day(-62198755200, t->a), S("-0001-01-01"));
}

TEST(a_day_is_one_day_and_is_past_when_all_of_it_is)
{
    static const struct {
        const char *words;
        bool one, past;
    } rows[] = {{"2026-11-20", true, true},   {"2026-11-21", true, false},
                {"2026-11-22", true, false},  {"2026-11", false, false},
                {"2026-10", false, true},     {"2026-11-19/2026-11-21", false, false},
                {"2026-11-20?", true, true},  {"2026-11-20/..", false, false},
                {"XXXX-11-20", false, false}, {"", false, false},
                {"yesterday", false, false}};
    int64_t day, now = 1795289725; /* 2026-11-21T19:35:25Z */
    CHECK_INT(day_of_time(now), day_from_ymd(2026, 11, 21));
    CHECK_INT(day_of_time(-1), -1);
    CHECK_STR(day_text(day_of_time(now), t->a), S("2026-11-21"));
    for (isize i = 0; i < COUNTOF(rows); i++) {
        struct str s = str_from_c(rows[i].words);
        CHECK_INT(edtf_one_day(&day, s), rows[i].one);
        CHECK_INT(edtf_is_past(s, now), rows[i].past);
    }
}
