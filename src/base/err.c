/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/err.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
static const struct err_meaning err_table[E__COUNT] = {
    [E_NONE]     = {"ok",       0,  200, "Done."},
    [E_USAGE]    = {"usage",    2,  400, "Please check what you entered."},
    [E_INVALID]  = {"invalid",  3,  422, "This could not be understood."},
    [E_NOTFOUND] = {"notfound", 4,  404, "Nothing was found here."},
    [E_DENIED]   = {"denied",   5,  403, "This is not allowed, or the passphrase is wrong."},
    [E_CONFLICT] = {"conflict", 6,  409, "This is in use or was changed meanwhile, or it is there already."},
    [E_LIMIT]    = {"limit",    7,  413, "This is larger than what is accepted."},
    [E_CORRUPT]  = {"corrupt",  8,  500, "Stored data is damaged. Nothing was changed."},
    [E_IO]       = {"io",       9,  500, "The computer could not read or write a file."},
    [E_NOVAULT]  = {"novault",  10, 404, "This folder is not a Cairn case file."},
    [E_NEWER]    = {"newer",    11, 409, "This case file was made by a newer Cairn. Please update Cairn."},
    [E_FULL]     = {"full",     12, 507, "The disk is full. Nothing was lost; free some space and try again."},
    [E_READONLY] = {"readonly", 13, 403, "This place cannot be written to."},
};
/* clang-format on */

bool err_set(struct err *err, enum err_code code, const char *fmt, ...)
{
    ASSERT(code > E_NONE && code < E__COUNT);
    ASSERT(err->code == E_NONE); /* an earlier failure was ignored */
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(err->msg, sizeof err->msg, fmt, ap);
    va_end(ap);
    err->code = code;
    err->detail[0] = 0;
    err->said = NULL;
    return false;
}

bool err_in(struct err *err, const char *fmt, ...)
{
    ASSERT(err->code != E_NONE);
    char said[sizeof err->msg];
    memcpy(said, err->msg, sizeof said);
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(err->msg, sizeof err->msg, fmt, ap);
    va_end(ap);
    if (n >= 0 && n < (int)sizeof err->msg) /* what does not fit is cut, never the code */
        snprintf(err->msg + n, sizeof err->msg - (size_t)n, ": %.*s", (int)sizeof said - n, said);
    return false;
}

/* What was cut must not end inside a character: it goes into JSON and on pages. */
static void end_whole(char *text, size_t size)
{
    size_t n = size - 1;
    while (n > 0 && ((unsigned char)text[n - 1] & 0xc0) == 0x80)
        n--;
    if (n > 0 && (unsigned char)text[n - 1] >= 0xc0)
        n--;
    text[n] = 0;
}

static int length_of(const char *s, int max)
{
    const char *end = max > 0 ? memchr(s, 0, (size_t)max) : s;
    return end ? (int)(end - s) : max;
}

/* How long the next thing put in is; *fmt stands after its '%', and is moved past it. */
static int piece_length(const char **fmt, bool *message, va_list *ap)
{
    const char *f = *fmt;
    int max = 0;
    *message = *f == 's';
    *fmt += *f == '.' ? 3 : *f == 't' || *f == 'l' ? 2 : 1;
    switch (*f) {
    case 's': return (int)strlen(va_arg(*ap, const char *));
    case 'd': return snprintf(NULL, 0, "%d", va_arg(*ap, int));
    case 't': return snprintf(NULL, 0, "%td", va_arg(*ap, ptrdiff_t));
    case 'l': return snprintf(NULL, 0, "%ld", va_arg(*ap, long));
    case '.': max = va_arg(*ap, int); return length_of(va_arg(*ap, const char *), max);
    default: UNREACHABLE();
    }
}

static void note_pieces(struct err *err, const char *fmt, va_list *ap)
{
    int at = 0, n = 0, whole = (int)strlen(err->detail);
    for (const char *f = fmt; *f;) {
        if (*f != '%' || f[1] == '%') {
            f += *f == '%' ? 2 : 1;
            at++;
            continue;
        }
        ASSERT(n < ERR_PIECES);
        f++;
        struct err_piece *p = &err->pieces[n++];
        int length = piece_length(&f, &p->message, ap);
        int from = at < whole ? at : whole, to = at + length < whole ? at + length : whole;
        p->at = (short)from;
        p->n = (short)(to - from);
        at += length;
    }
    for (; n < ERR_PIECES; n++)
        err->pieces[n] = (struct err_piece){0};
    err->said = fmt;
}

bool err_detail(struct err *err, const char *fmt, ...)
{
    ASSERT(err->code != E_NONE);
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(err->detail, sizeof err->detail, fmt, ap);
    va_end(ap);
    if (n >= (int)sizeof err->detail)
        end_whole(err->detail, sizeof err->detail);
    va_start(ap, fmt);
    note_pieces(err, fmt, &ap);
    va_end(ap);
    return false;
}

bool err_copy(struct err *err, const struct err *from)
{
    ASSERT(err->code == E_NONE && from->code != E_NONE);
    *err = *from;
    return false;
}

const struct err_meaning *err_meaning(enum err_code code)
{
    ASSERT(code >= 0 && code < E__COUNT);
    return &err_table[code];
}
