/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/str.h"

#include <stdio.h>
#include <string.h>

#include "base/list.h"

struct str str_from_c(const char *z)
{
    return z ? (struct str){z, (isize)strlen(z)} : (struct str){0};
}

const char *str_to_c(struct arena *a, struct str s)
{
    char *z = NEWN(a, char, s.n + 1);
    if (s.n)
        memcpy(z, s.p, (size_t)s.n);
    return z;
}

struct str str_copy(struct arena *a, struct str s)
{
    return (struct str){str_to_c(a, s), s.n};
}

struct str str_format(struct arena *a, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    ASSERT(n >= 0);
    char *p = NEWN(a, char, n + 1);
    vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return (struct str){p, n};
}

bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, (size_t)a.n) == 0);
}

int str_cmp(struct str a, struct str b)
{
    isize n = a.n < b.n ? a.n : b.n;
    int d = n ? memcmp(a.p, b.p, (size_t)n) : 0;
    return d ? d : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_eq((struct str){s.p, prefix.n}, prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.n >= suffix.n && str_eq((struct str){s.p + s.n - suffix.n, suffix.n}, suffix);
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

bool str_eq_ascii_nocase(struct str a, struct str b)
{
    if (a.n != b.n)
        return false;
    for (isize i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i]))
            return false;
    return true;
}

isize str_find(struct str s, struct str needle)
{
    if (needle.n == 0)
        return 0;
    if (s.n < needle.n)
        return -1;
    const char *at = memmem(s.p, (size_t)s.n, needle.p, (size_t)needle.n);
    return at ? at - s.p : -1;
}

struct str str_part(struct str s, isize from, isize to)
{
    from = from < 0 ? 0 : from > s.n ? s.n : from;
    to = to > s.n ? s.n : to < from ? from : to;
    return s.p ? (struct str){s.p + from, to - from} : s;
}

struct str str_base_name(struct str path)
{
    const char *slash = path.n ? memrchr(path.p, '/', (size_t)path.n) : NULL;
    return slash ? str_part(path, slash - path.p + 1, path.n) : path;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
    while (s.n && is_space(s.p[0]))
        s = (struct str){s.p + 1, s.n - 1};
    while (s.n && is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

bool str_cut(struct str s, char sep, struct str *head, struct str *tail)
{
    return str_cut_str(s, (struct str){&sep, 1}, head, tail);
}

bool str_cut_str(struct str s, struct str sep, struct str *head, struct str *tail)
{
    isize at = str_find(s, sep);
    isize n = at < 0 ? s.n : at;
    struct str rest = at < 0 ? (struct str){0} : str_part(s, at + sep.n, s.n);
    *head = (struct str){s.p, n};
    *tail = rest;
    return at >= 0;
}

bool str_line(struct str *rest, struct str *line)
{
    if (rest->n == 0)
        return false;
    (void)str_cut(*rest, '\n', line, rest);
    if (line->n && line->p[line->n - 1] == '\r')
        line->n--;
    return true;
}

bool str_to_int(int64_t *out, struct str s, int64_t min, int64_t max, struct err *err)
{
    bool minus = s.n && s.p[0] == '-';
    isize i = minus;
    int64_t v = 0;
    if (i == s.n)
        return err_set(err, E_INVALID, "not a number");
    for (; i < s.n; i++) {
        int d = s.p[i] - '0';
        if (d < 0 || d > 9)
            return err_set(err, E_INVALID, "not a number");
        if (__builtin_mul_overflow(v, 10, &v) || __builtin_add_overflow(v, minus ? -d : d, &v))
            return err_set(err, E_LIMIT, "number too large");
    }
    if (v < min || v > max)
        return err_set(err, E_LIMIT, "number not between %" PRId64 " and %" PRId64, min, max);
    *out = v;
    return true;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool str_from_hex(uint8_t *out, isize n, struct str hex, struct err *err)
{
    if (hex.n != 2 * n)
        return err_set(err, E_INVALID, "%td hexadecimal digits, not %td", hex.n, 2 * n);
    for (isize i = 0; i < hex.n; i++)
        if (hex_digit(hex.p[i]) < 0)
            return err_set(err, E_INVALID, "not a hexadecimal number");
    for (isize i = 0; i < n; i++)
        out[i] = (uint8_t)(hex_digit(hex.p[2 * i]) * 16 + hex_digit(hex.p[2 * i + 1]));
    return true;
}

struct str str_hex(struct arena *a, const void *bytes, isize n)
{
    static const char digits[] = "0123456789abcdef";
    const uint8_t *p = bytes;
    char *out = NEWN(a, char, 2 * n + 1);
    for (isize i = 0; i < n; i++) {
        out[2 * i] = digits[p[i] >> 4];
        out[2 * i + 1] = digits[p[i] & 15];
    }
    return (struct str){out, 2 * n};
}

enum {
    IN_PLACE_MAX = 1 << 18
}; /* how much more than it lacks a buf takes where that costs no copy */

struct buf buf_in(struct arena *a, isize max)
{
    return (struct buf){.a = a, .max = max};
}

static bool buf_room(struct buf *b, isize more)
{
    if (b->full || more > b->max - b->n) {
        b->full = true;
        return false;
    }
    if (more > b->cap - b->n) {
        isize cap = b->cap ? b->cap : 64, lacks = more - (b->cap - b->n);
        isize step = cap < IN_PLACE_MAX ? cap : IN_PLACE_MAX;
        step = step > lacks ? step : lacks;
        if (arena_extend(b->a, b->p, b->cap, step)) {
            b->cap += step;
            return true;
        }
        while (cap - b->n < more)
            cap *= 2;
        char *p = NEWN(b->a, char, cap);
        if (b->n)
            memcpy(p, b->p, (size_t)b->n);
        b->p = p;
        b->cap = cap;
    }
    return true;
}

void buf_add_bytes(struct buf *b, const void *p, isize n)
{
    if (n && buf_room(b, n)) {
        memcpy(b->p + b->n, p, (size_t)n);
        b->n += n;
    }
}

void buf_add(struct buf *b, struct str s)
{
    buf_add_bytes(b, s.p, s.n);
}

void buf_add_c(struct buf *b, char c)
{
    buf_add_bytes(b, &c, 1);
}

void buf_add_int(struct buf *b, int64_t i)
{
    buf_addf(b, "%" PRId64, i);
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    ASSERT(n >= 0);
    if (buf_room(b, n + 1)) {
        vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
        b->n += n;
    }
    va_end(again);
}

struct str buf_str(const struct buf *b)
{
    return (struct str){b->p, b->n};
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    b->full = false;
}

bool buf_done(struct buf *b, struct str *out, struct err *err)
{
    if (b->full)
        return err_set(err, E_LIMIT, "text grew past %td bytes", b->max);
    *out = buf_str(b);
    return true;
}

void str_list_add(struct str_list *l, struct str s, struct arena *a)
{
    *LIST_ADD(l, a) = s;
}
