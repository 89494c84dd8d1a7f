/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/link.h"

#include <string.h>

enum { LINK_MAX = 1000 };

/* RFC 3986, without the quote and the brackets, which would end Cairo's own attribute. */
static bool is_link_char(char c)
{
    return g_ascii_isalnum(c) || (c && strchr("-._~:/?#@!$&*+,;=%()", c));
}

static isize link_end(struct str s, isize start)
{
    isize end = start, open = 0;
    while (end < s.n && is_link_char(s.p[end])) {
        open += s.p[end] == '(' ? 1 : s.p[end] == ')' ? -1 : 0;
        if (open < 0)
            break;
        end++;
    }
    while (end > start && strchr(".,;:!?", s.p[end - 1]))
        end--;
    return end;
}

bool link_find(isize *start, isize *end, struct str s, isize from)
{
    static const char *const schemes[] = {"https://", "http://"};
    for (isize i = from; i < s.n; i++) {
        if (s.p[i] != 'h' || (i > 0 && g_ascii_isalnum(s.p[i - 1])))
            continue;
        for (isize k = 0; k < COUNTOF(schemes); k++) {
            struct str scheme = str_from_c(schemes[k]);
            if (!str_starts(str_part(s, i, s.n), scheme))
                continue;
            isize stop = link_end(s, i);
            if (stop - i <= scheme.n || stop - i > LINK_MAX)
                continue;
            *start = i;
            *end = stop;
            return true;
        }
    }
    return false;
}

static double index_x(PangoLayoutLine *line, isize at)
{
    int x = 0;
    pango_layout_line_index_to_x(line, (int)at, FALSE, &x);
    return (double)x / PANGO_SCALE;
}

int link_draw(cairo_t *cr, PangoLayoutLine *line, double x, double y, double height)
{
    int first = pango_layout_line_get_start_index(line);
    int last = first + pango_layout_line_get_length(line);
    const char *text = pango_layout_get_text(line->layout);
    struct str s = {text, last + (isize)strnlen(text + last, LINK_MAX)};
    isize start, end;
    int n = 0;
    /* An address may have begun on a line before. */
    isize from = first > LINK_MAX ? first - LINK_MAX : 0;
    while (from < last && link_find(&start, &end, s, from) && start < last) {
        from = end;
        if (end <= first)
            continue;
        double left = index_x(line, start > first ? start : first);
        double right = index_x(line, end < last ? end : last);
        char attributes[LINK_MAX + 200];
        g_snprintf(attributes, sizeof attributes, "rect=[%f %f %f %f] uri='%.*s'",
                   x + (left < right ? left : right), y, left < right ? right - left : left - right,
                   height, (int)(end - start), s.p + start);
        cairo_tag_begin(cr, CAIRO_TAG_LINK, attributes);
        cairo_tag_end(cr, CAIRO_TAG_LINK);
        n++;
    }
    return n;
}
