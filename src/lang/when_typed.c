/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/edtf.h"
#include "lang/when.h"

static bool is_today(struct str typed)
{
    static const char *const words[] = {"today", "Today", "오늘", "今天", "今日"};
    for (isize i = 0; i < COUNTOF(words); i++)
        if (str_eq(typed, str_from_c(words[i])))
            return true;
    return false;
}

bool when_typed(struct str *out, struct str typed, struct str today, struct arena *a,
                struct err *err)
{
    enum { TYPED_MAX = 100 };
    struct edtf e;
    struct err none = {0};
    struct when_list l = {0};
    typed = str_trim(typed);
    if (is_today(typed)) {
        *out = today;
        return true;
    }
    if (edtf_parse(&e, typed, &none)) {
        *out = typed;
        return true;
    }
    if (typed.n <= TYPED_MAX)
        when_find(&l, typed, today, a);
    if (l.n == 1 && l.at[0].start == 0 && l.at[0].end == typed.n) {
        *out = l.at[0].edtf;
        return true;
    }
    (void)err_set(err, E_INVALID, "no date");
    return err_detail(err, "Please write a day as 2026-03-02, or a month as 2026-03.");
}
