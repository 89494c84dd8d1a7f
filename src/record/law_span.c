/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/law.h"

enum { SPAN_MAX = 10000 };

static bool take_unit(struct law_span *s, struct str word)
{
    static const struct {
        const char *word;
        enum law_unit unit;
    } units[] = {{"day", LAW_DAYS}, {"month", LAW_MONTHS}, {"year", LAW_YEARS}};
    for (isize i = 0; i < COUNTOF(units); i++)
        if (str_eq(word, str_from_c(units[i].word))) {
            s->unit = units[i].unit;
            return true;
        }
    return false;
}

bool law_span_parse(struct law_span *out, struct str s, struct err *err)
{
    struct law_span r = {0};
    if (!s.n) {
        *out = r;
        return true;
    }
    struct str then = S(" then first of month"), unit, number;
    if (str_ends(s, then)) {
        r.then_first_of_month = true;
        s = str_part(s, 0, s.n - then.n);
    }
    int64_t n = 0;
    struct err bad = {0};
    if (!str_cut(s, ' ', &unit, &number) || !take_unit(&r, unit) ||
        !str_to_int(&n, number, -SPAN_MAX, SPAN_MAX, &bad))
        return err_set(err, E_INVALID, "a span is 'day 90' or 'month 3'");
    r.n = (int)n;
    *out = r;
    return true;
}

static int64_t months_add(int64_t day, int64_t months)
{
    int64_t year;
    int month, d;
    day_to_ymd(day, &year, &month, &d);
    int64_t at = year * 12 + (month - 1) + months;
    year = at / 12 - (at % 12 < 0);
    month = (int)(at - year * 12) + 1;
    int last = month_days(year, month);
    return day_from_ymd(year, month, d < last ? d : last);
}

int64_t law_span_add(struct law_span s, int64_t day)
{
    if (s.unit == LAW_DAYS)
        day += s.n;
    else if (s.unit != LAW_NO_SPAN)
        day = months_add(day, (int64_t)s.n * (s.unit == LAW_YEARS ? 12 : 1));
    if (!s.then_first_of_month)
        return day;
    int64_t year;
    int month, d;
    day_to_ymd(day, &year, &month, &d);
    return months_add(day_from_ymd(year, month, 1), 1);
}
