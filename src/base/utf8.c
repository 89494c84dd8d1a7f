/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"

static bool is_cont(unsigned char c)
{
    return (c & 0xc0) == 0x80;
}

int32_t utf8_next(struct str s, isize *i)
{
    static const int32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *p = (const unsigned char *)s.p + *i;
    isize left = s.n - *i;
    unsigned char c = p[0];
    if (c < 0x80) {
        *i += 1;
        return c;
    }
    int n = c >= 0xf0 && c <= 0xf4 ? 4 : c >= 0xe0 && c < 0xf0 ? 3 : c >= 0xc2 && c < 0xe0 ? 2 : 0;
    if (n == 0 || left < n) {
        *i += 1;
        return UTF8_BAD;
    }
    int32_t cp = c & (0x7f >> n);
    for (int k = 1; k < n; k++) {
        if (!is_cont(p[k])) {
            *i += 1;
            return UTF8_BAD;
        }
        cp = cp << 6 | (p[k] & 0x3f);
    }
    if (cp < least[n] || cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff)) {
        *i += 1;
        return UTF8_BAD;
    }
    *i += n;
    return cp;
}

int32_t utf8_prev(struct str s, isize *i)
{
    isize at = *i - 1, low = *i > 4 ? *i - 4 : 0;
    while (at > low && is_cont((unsigned char)s.p[at]))
        at--;
    isize end = at;
    int32_t cp = utf8_next(s, &end);
    if (end != *i) { /* not one whole code point: step over a single byte */
        at = *i - 1;
        cp = UTF8_BAD;
    }
    *i = at;
    return cp;
}

bool utf8_is_valid(struct str s)
{
    for (isize i = 0; i < s.n;)
        if (utf8_next(s, &i) == UTF8_BAD)
            return false;
    return true;
}

void utf8_add(struct buf *b, int32_t cp)
{
    uint32_t c = (uint32_t)cp;
    if (c < 0x80) {
        buf_add_c(b, (char)c);
    } else if (c < 0x800) {
        buf_add_c(b, (char)(0xc0 | c >> 6));
        buf_add_c(b, (char)(0x80 | (c & 0x3f)));
    } else if (c < 0x10000) {
        buf_add_c(b, (char)(0xe0 | c >> 12));
        buf_add_c(b, (char)(0x80 | (c >> 6 & 0x3f)));
        buf_add_c(b, (char)(0x80 | (c & 0x3f)));
    } else {
        buf_add_c(b, (char)(0xf0 | c >> 18));
        buf_add_c(b, (char)(0x80 | (c >> 12 & 0x3f)));
        buf_add_c(b, (char)(0x80 | (c >> 6 & 0x3f)));
        buf_add_c(b, (char)(0x80 | (c & 0x3f)));
    }
}

isize utf8_count(struct str s)
{
    isize n = 0;
    for (isize i = 0; i < s.n; n++)
        utf8_next(s, &i);
    return n;
}

isize utf8_offset(struct str s, isize cp)
{
    isize i = 0;
    for (isize n = 0; n < cp && i < s.n; n++)
        utf8_next(s, &i);
    return i;
}

struct str utf8_cut(struct str s, isize max)
{
    isize n = s.n < max ? s.n : max;
    while (n > 0 && n < s.n && is_cont((unsigned char)s.p[n]))
        n--;
    return (struct str){s.p, n};
}
