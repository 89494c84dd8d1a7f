/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/edtf.h"
#include "lang/when.h"

#include <string.h>

enum tongue { TONGUE_EN, TONGUE_KO, TONGUE_ZH };

/* Words that go around a date; % stands for it. Index: enum tongue. */
struct phrase {
    const char *say[3];
};
static const struct phrase phrase_since = {{"since %", "%부터", "%至今"}};
static const struct phrase phrase_until = {{"until %", "%까지", "直至%"}};
static const struct phrase phrase_about = {{"about %", "% 무렵", "%前后"}};
static const struct phrase phrase_perhaps = {{"perhaps %", "% (추정)", "%(待核)"}};
static const struct phrase phrase_any_year = {
    {"% (year not known)", "% (연도 미상)", "%(年份不详)"}};

static enum tongue tongue_of(struct str language)
{
    if (str_starts(language, S("ko")))
        return TONGUE_KO;
    return str_starts(language, S("zh")) ? TONGUE_ZH : TONGUE_EN;
}

static struct str around(const struct phrase *p, enum tongue t, struct str s, struct arena *a)
{
    struct str head, tail, frame = str_from_c(p->say[t]);
    str_cut(frame, '%', &head, &tail);
    return str_format(a, "%.*s%.*s%.*s", FS(head), FS(s), FS(tail));
}

static void season_say(struct buf *b, enum tongue t, int month)
{
    static const char *const names[3][4] = {{"spring", "summer", "autumn", "winter"},
                                            {"봄", "여름", "가을", "겨울"},
                                            {"春季", "夏季", "秋季", "冬季"}};
    buf_add(b, str_from_c(names[t][month - 21]));
}

/* "2017", "the 1990s", "the 20th century" is said as its years: 199X is 1990s, 19XX is 1900s. */
static void year_say(struct buf *b, enum tongue t, const struct edtf_day *d)
{
    static const char *const sign[] = {"", "년", "年"};
    static const char *const decade[] = {"s", "년대", "年代"};
    buf_add_int(b, d->year);
    buf_add(b, str_from_c(d->year_digits < 4 ? decade[t] : sign[t]));
}

static void english_say(struct buf *b, const struct edtf_day *d)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    if (d->month > 20)
        season_say(b, TONGUE_EN, d->month);
    else if (d->month && d->day)
        buf_addf(b, "%d %s", d->day, months[d->month - 1]);
    else if (d->month)
        buf_addf(b, "%s", months[d->month - 1]);
    if (d->year_digits && d->month)
        buf_add_c(b, ' ');
    if (d->year_digits)
        year_say(b, TONGUE_EN, d);
}

static void cjk_say(struct buf *b, enum tongue t, const struct edtf_day *d)
{
    const char *gap = t == TONGUE_KO ? " " : "";
    if (d->year_digits)
        year_say(b, t, d);
    if (d->month && d->year_digits)
        buf_addf(b, "%s", gap);
    if (d->month > 20)
        season_say(b, t, d->month);
    else if (d->month)
        buf_addf(b, "%d%s", d->month, t == TONGUE_KO ? "월" : "月");
    if (d->day)
        buf_addf(b, "%s%d%s", gap, d->day, t == TONGUE_KO ? "일" : "日");
}

static struct str day_say(const struct edtf_day *d, enum tongue t, struct arena *a)
{
    struct buf b = buf_in(a, 128);
    if (t == TONGUE_EN)
        english_say(&b, d);
    else
        cjk_say(&b, t, d);
    struct str s = buf_str(&b);
    if (!d->year_digits)
        s = around(&phrase_any_year, t, s, a);
    if (d->marks & EDTF_APPROXIMATE)
        s = around(&phrase_about, t, s, a);
    return d->marks & EDTF_UNCERTAIN ? around(&phrase_perhaps, t, s, a) : s;
}

struct str when_say(struct str edtf, struct str language, struct arena *a)
{
    static const char *const to[] = {" to ", "부터 ", "至"};
    struct edtf e;
    struct err err = {0};
    enum tongue t = tongue_of(language);
    if (!edtf_parse(&e, edtf, &err))
        return edtf;
    if (!e.interval)
        return day_say(&e.from, t, a);
    struct str from = e.from_kind == EDTF_DATE ? day_say(&e.from, t, a) : S("");
    struct str until = e.to_kind == EDTF_DATE ? day_say(&e.to, t, a) : S("");
    if (!until.n)
        return around(&phrase_since, t, from, a);
    if (!from.n)
        return around(&phrase_until, t, until, a);
    return str_format(a, "%.*s%s%.*s%s", FS(from), to[t], FS(until), t == TONGUE_KO ? "까지" : "");
}
