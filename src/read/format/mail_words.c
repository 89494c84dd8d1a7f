/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "base/utf8.h"
#include "lang/normal.h"
#include "read/format/mail.h"

enum { VALUE_MAX = 1 << 16 };

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* One byte written as two hexadecimal digits after 'mark'; moves *i to its last digit. */
static bool hex_byte(char *out, struct str s, isize *i)
{
    int high = *i + 2 < s.n ? hex_digit(s.p[*i + 1]) : -1;
    int low = *i + 2 < s.n ? hex_digit(s.p[*i + 2]) : -1;
    if (high < 0 || low < 0)
        return false;
    *out = (char)(unsigned char)(high * 16 + low);
    *i += 2;
    return true;
}

/* The text of bytes in a charset, or one U+FFFD if they say nothing. */
static void add_decoded(struct buf *b, struct str bytes, struct str charset)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(b->a);
    struct str text, found;
    struct err ignored = {0};
    if (bytes.n == 0)
        return;
    bool good = text_decode_as(&text, &found, bytes, charset, tmp.arena, &ignored);
    buf_add(b, good ? text : S("\xef\xbf\xbd"));
}

/* ---- encoded words */

struct word {
    struct str charset, text;
    bool base64;
};

/* "=?charset?B?text?=" at the start of s; *n is its length. */
static bool word_parse(struct word *out, isize *n, struct str s)
{
    struct str rest, encoding, text, language;
    struct word w = {0};
    if (!str_starts(s, S("=?")) || !str_cut(str_part(s, 2, s.n), '?', &w.charset, &rest) ||
        !str_cut(rest, '?', &encoding, &rest) || encoding.n != 1 ||
        !str_cut_str(rest, S("?="), &text, &rest))
        return false;
    char e = encoding.p[0];
    if ((e != 'B' && e != 'b' && e != 'Q' && e != 'q') || w.charset.n == 0)
        return false;
    str_cut(w.charset, '*', &w.charset, &language);
    w.base64 = e == 'B' || e == 'b';
    w.text = text;
    *out = w;
    *n = s.n - rest.n;
    return true;
}

static void add_base64(struct buf *b, struct str s, struct arena *a)
{
    int state = 0;
    guint save = 0;
    guchar *bytes = NEWN(a, guchar, s.n + 3);
    gsize n = g_base64_decode_step(s.p, (gsize)s.n, bytes, &state, &save);
    buf_add_bytes(b, bytes, (isize)n);
}

static void add_quoted(struct buf *b, struct str s)
{
    for (isize i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '=')
            hex_byte(&c, s, &i);
        buf_add_c(b, c == '_' ? ' ' : c);
    }
}

/* Words beside each other are read together: programs cut characters between them. */
static void decode_words(struct buf *out, struct str s)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(out->a);
    struct buf bytes = buf_in(tmp.arena, VALUE_MAX);
    struct str charset = {0};
    for (isize i = 0, n; i < s.n;) {
        struct word w;
        isize at = i;
        while (bytes.n > 0 && at < s.n && is_blank(s.p[at])) /* between words it is nothing */
            at++;
        if (word_parse(&w, &n, str_part(s, at, s.n))) {
            if (!str_eq_ascii_nocase(w.charset, charset)) {
                add_decoded(out, buf_str(&bytes), charset);
                buf_clear(&bytes);
            }
            charset = w.charset;
            if (w.base64)
                add_base64(&bytes, w.text, tmp.arena);
            else
                add_quoted(&bytes, w.text);
            i = at + n;
            continue;
        }
        add_decoded(out, buf_str(&bytes), charset);
        buf_clear(&bytes);
        buf_add_c(out, s.p[i++]);
    }
    add_decoded(out, buf_str(&bytes), charset);
}

/* One line, without controls, so that a name cannot pass for another header. */
static struct str on_one_line(struct str s, struct arena *a)
{
    char *p = NEWN(a, char, s.n);
    for (isize i = 0; i < s.n; i++)
        p[i] = (char)((unsigned char)s.p[i] < ' ' ? ' ' : s.p[i]);
    return str_trim((struct str){p, s.n});
}

/* Line breaks of folding go, the blank behind each stays. */
static struct str unfold(struct str raw, struct arena *a)
{
    char *p = NEWN(a, char, raw.n);
    isize n = 0;
    for (isize i = 0; i < raw.n; i++)
        if (raw.p[i] != '\r' && raw.p[i] != '\n')
            p[n++] = raw.p[i];
    return str_trim((struct str){p, n});
}

struct str mail_words(struct str raw, struct arena *a)
{
    struct str value = unfold(str_part(raw, 0, VALUE_MAX), a), charset;
    struct err ignored = {0};
    struct buf b = buf_in(a, (isize)4 * VALUE_MAX);
    if (!utf8_is_valid(value) && !text_decode(&value, &charset, value, a, &ignored))
        return S("\xef\xbf\xbd");
    decode_words(&b, value);
    return on_one_line(buf_str(&b), a);
}

/* ---- parameters */

struct parameter {
    struct str name; /* without what follows: */
    bool encoded;    /* name* or name*0*: with a charset, percent signs for bytes */
    bool part;       /* name*0 */
    struct str value;
};

static void unquote(struct str *value, struct str *rest, struct arena *a)
{
    char *p = NEWN(a, char, rest->n);
    isize n = 0, i = 1;
    for (; i < rest->n && rest->p[i] != '"'; i++) {
        i += rest->p[i] == '\\' && i + 1 < rest->n;
        p[n++] = rest->p[i];
    }
    *value = (struct str){p, n};
    *rest = str_part(*rest, i + 1, rest->n);
}

/* The next "; name=value". */
static bool next_parameter(struct parameter *out, struct str *rest, struct arena *a)
{
    struct str skipped, mark;
    struct parameter p = {0};
    if (!str_cut(*rest, ';', &skipped, rest) || !str_cut(*rest, '=', &p.name, rest))
        return false;
    *rest = str_trim(*rest);
    if (str_starts(*rest, S("\"")))
        unquote(&p.value, rest, a);
    else {
        isize n = 0;
        while (n < rest->n && rest->p[n] != ';')
            n++;
        p.value = str_trim(str_part(*rest, 0, n));
        *rest = str_part(*rest, n, rest->n);
    }
    p.name = str_trim(p.name);
    if (str_cut(p.name, '*', &p.name, &mark)) {
        p.encoded = mark.n == 0 || str_ends(mark, S("*"));
        p.part = mark.n > 0;
    }
    *out = p;
    return true;
}

static void add_percent(struct buf *b, struct str s)
{
    for (isize i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '%')
            hex_byte(&c, s, &i);
        buf_add_c(b, c);
    }
}

struct str mail_parameter(struct str raw, const char *name, struct arena *a)
{
    struct str rest = unfold(str_part(raw, 0, VALUE_MAX), a), charset = {0}, plain = {0};
    struct buf bytes = buf_in(a, VALUE_MAX), out = buf_in(a, (isize)4 * VALUE_MAX);
    struct parameter p;
    while (next_parameter(&p, &rest, a)) {
        if (!str_eq_ascii_nocase(p.name, str_from_c(name)))
            continue;
        if (!p.encoded && !p.part) {
            plain = p.value;
            continue;
        }
        struct str value = p.value, language;
        if (p.encoded && bytes.n == 0 && str_cut(value, '\'', &charset, &value))
            str_cut(value, '\'', &language, &value);
        if (p.encoded)
            add_percent(&bytes, value);
        else
            buf_add(&bytes, value);
    }
    if (bytes.n == 0)
        return mail_words(plain, a);
    add_decoded(&out, buf_str(&bytes), charset);
    return on_one_line(buf_str(&out), a);
}

/* ---- flowed text */

static isize quote_depth(struct str line)
{
    isize n = 0;
    while (n < line.n && line.p[n] == '>')
        n++;
    return n;
}

struct str mail_unflow(struct str text, bool delete_space, struct arena *a)
{
    struct buf b = buf_in(a, text.n + 1);
    struct str line;
    isize depth = 0;
    bool flows = false;
    for (bool first = true; str_line(&text, &line); first = false) {
        isize quotes = quote_depth(line);
        struct str words = str_part(line, quotes, line.n);
        if (str_starts(words, S(" "))) /* stuffed, so that ">" and "From " are plain text */
            words = str_part(words, 1, words.n);
        bool goes_on = flows && quotes == depth;
        if (!first && !goes_on)
            buf_add_c(&b, '\n');
        if (!goes_on && quotes > 0) {
            buf_add(&b, str_part(line, 0, quotes));
            buf_add_c(&b, ' ');
        }
        /* "-- " stands above a signature and flows into nothing */
        flows = str_ends(words, S(" ")) && !str_eq(words, S("-- "));
        depth = quotes;
        buf_add(&b, flows && delete_space ? str_part(words, 0, words.n - 1) : words);
    }
    return buf_str(&b);
}
