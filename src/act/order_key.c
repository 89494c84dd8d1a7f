/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act/order_key.h"

enum { BASE = 36, STEP_DIGITS = 4, MIDDLE = BASE / 2 };

static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

static int digit_at(struct str s, isize i)
{
    if (i >= s.n)
        return 0;
    char c = s.p[i];
    return c >= 'a' && c <= 'z' ? c - 'a' + 10 : c >= '0' && c <= '9' ? c - '0' : 0;
}

struct str order_key_nth(isize n, struct arena *a)
{
    char *p = NEWN(a, char, STEP_DIGITS);
    isize rest = (n + 1) * BASE + MIDDLE;
    for (int i = STEP_DIGITS - 1; i >= 0; i--) {
        p[i] = digits[rest % BASE];
        rest /= BASE;
    }
    return (struct str){p, STEP_DIGITS};
}

struct str order_key_between(struct str lo, struct str hi, struct arena *a)
{
    struct buf b = buf_in(a, ORDER_KEY_MAX);
    bool open = hi.n == 0 || str_cmp(lo, hi) >= 0;
    for (isize i = 0; !b.full; i++) {
        int from = digit_at(lo, i), to = open ? BASE : digit_at(hi, i);
        if (to - from > 1) {
            buf_add_c(&b, digits[(from + to) / 2]);
            break;
        }
        buf_add_c(&b, digits[from]);
        open = open || to > from; /* what follows is before hi whatever it is */
    }
    return buf_str(&b);
}
