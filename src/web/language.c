/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/language.h"

enum { RANGES_MAX = 32, Q_ONE = 1000 };

/* "q=0.7" in thousandths; -1 if it is not a weight. */
static int weight(struct str s)
{
    struct str value = str_part(s, 2, s.n);
    if (!str_starts(s, S("q=")) || !value.n || value.n > 5 || value.p[0] < '0' || value.p[0] > '1')
        return -1;
    int q = value.p[0] == '1' ? Q_ONE : 0, unit = Q_ONE / 10;
    if (value.n > 1 && value.p[1] != '.')
        return -1;
    for (isize i = 2; i < value.n; i++, unit /= 10) {
        if (value.p[i] < '0' || value.p[i] > '9')
            return -1;
        q += unit * (value.p[i] - '0');
    }
    return q > Q_ONE ? -1 : q;
}

bool language_from_header(enum language *out, struct str accept_language)
{
    int best = 0;
    struct str rest = accept_language, range;
    for (int i = 0; i < RANGES_MAX && rest.n; i++) {
        str_cut(rest, ',', &range, &rest);
        struct str tag, parameter;
        bool weighted = str_cut(range, ';', &tag, &parameter);
        int q = weighted ? weight(str_trim(parameter)) : Q_ONE;
        enum language lang;
        if (q > best && language_from_tag(&lang, str_trim(tag))) {
            best = q;
            *out = lang;
        }
    }
    return best > 0;
}
