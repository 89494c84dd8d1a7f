/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/html.h"

#include "base/utf8.h"

static void char_escape(struct buf *out, int32_t cp)
{
    switch (cp) {
    case '&': buf_add(out, S("&amp;")); return;
    case '<': buf_add(out, S("&lt;")); return;
    case '>': buf_add(out, S("&gt;")); return;
    case '"': buf_add(out, S("&quot;")); return;
    case '\'': buf_add(out, S("&#39;")); return;
    default: break;
    }
    bool control = cp < 0x20 && cp != '\n' && cp != '\t';
    if (cp == UTF8_BAD || control || (cp >= 0x7f && cp < 0xa0))
        buf_add(out, S("\xEF\xBF\xBD"));
    else
        utf8_add(out, cp);
}

void html_text(struct html *h, struct str s)
{
    for (isize i = 0; i < s.n;)
        char_escape(h->out, utf8_next(s, &i));
}

void html_int(struct html *h, int64_t i)
{
    buf_add_int(h->out, i);
}

static bool has_bad_byte(struct str s)
{
    for (isize i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || s.p[i] == '\\' || s.p[i] == 0x7f)
            return true; /* browsers drop tabs and line ends, and read \ as / */
    return false;
}

static bool is_safe_address(struct str s)
{
    if (has_bad_byte(s))
        return false;
    if (str_starts(s, S("/")))
        return !str_starts(s, S("//"));
    return str_starts(s, S("#")) || str_starts(s, S("?")) || str_starts(s, S("https://")) ||
           str_starts(s, S("mailto:")) || str_starts(s, S("tel:"));
}

void html_url(struct html *h, struct str s)
{
    html_text(h, is_safe_address(s) ? s : S("#"));
}

static bool is_unreserved(char c) /* RFC 3986, 2.3 */
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

void html_url_part(struct html *h, struct str s)
{
    for (isize i = 0; i < s.n; i++)
        if (is_unreserved(s.p[i]))
            buf_add_c(h->out, s.p[i]);
        else
            buf_addf(h->out, "%%%02X", (unsigned)(unsigned char)s.p[i]);
}

void html_form_action(struct html *h)
{
    h->action_at = buf_str(h->out).n;
}

/* The action stands in *out between its quotes; an own path has no byte that needed escaping. */
void html_form_token(struct html *h)
{
    struct str from = str_part(buf_str(h->out), h->action_at, buf_str(h->out).n);
    struct str action, path, rest;
    str_cut(from, '"', &action, &rest);
    str_cut(action, '?', &path, &rest);
    struct str token = csrf_token(h->csrf, path, h->a);
    html_lit(h, "<input type=\"hidden\" name=\"csrf\" value=\"");
    html_text(h, token);
    html_lit(h, "\">");
}

struct str html_number(struct html *h, int64_t i)
{
    return str_format(h->a, "%" PRId64, i);
}
