/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/card.h"

#include "base/utf8.h"

#include <stdio.h>

static const struct card_field *field_of(const struct card *c, struct str key)
{
    for (isize i = 0; i < c->n; i++)
        if (str_eq(c->at[i].key, key))
            return &c->at[i];
    return NULL;
}

struct str card_get(struct card *c, struct str key)
{
    for (isize i = 0; i < c->n; i++)
        if (str_eq(c->at[i].key, key)) {
            c->at[i].used = true;
            return c->at[i].value;
        }
    return S("");
}

bool card_has(const struct card *c, struct str key)
{
    return field_of(c, key) != NULL;
}

bool card_fail(const struct card *c, struct str key, struct err *err, const char *fmt, ...)
{
    char what[160];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    const struct card_field *f = field_of(c, key);
    return err_set(err, E_INVALID, "%.*s:%d: %s", FS(c->file), f ? f->line : c->line, what);
}

bool card_all_used(const struct card *c, struct err *err)
{
    for (isize i = 0; i < c->n; i++)
        if (!c->at[i].used)
            return card_fail(c, c->at[i].key, err, "no such key here: '%.*s'",
                             FS(str_part(c->at[i].key, 0, 40)));
    return true;
}

static bool field_add(struct card *c, struct card_field f, struct arena *a, struct err *err)
{
    if (!c->n)
        c->line = f.line;
    if (c->n >= CARD_FIELDS_MAX || card_has(c, f.key))
        return err_set(err, E_INVALID, "%.*s:%d: '%.*s' stands here twice", FS(c->file), f.line,
                       FS(str_part(f.key, 0, 40)));
    *LIST_ADD(c, a) = f;
    return true;
}

static bool card_push(struct card_list *out, struct card *c, struct arena *a, struct err *err)
{
    if (!c->n)
        return true;
    if (out->n >= CARDS_MAX)
        return err_set(err, E_LIMIT, "%.*s:%d: too many entries", FS(c->file), c->line);
    *LIST_ADD(out, a) = *c;
    *c = (struct card){.file = c->file};
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool line_read(struct card_list *out, struct card *c, struct card_field f, struct arena *a,
                      struct err *err)
{
    struct str line = f.value, text = str_trim(line);
    if (!text.n)
        return card_push(out, c, a, err);
    if (line.p[0] == '#')
        return true;
    if (is_digit(line.p[0])) {
        f.key = S("term");
        f.value = text;
        return card_push(out, c, a, err) && field_add(c, f, a, err);
    }
    if (!str_cut(text, ':', &f.key, &f.value))
        return err_set(err, E_INVALID, "%.*s:%d: a line is 'key: value', here is no ':'",
                       FS(c->file), f.line);
    f.key = str_trim(f.key);
    f.value = str_trim(f.value);
    if (!f.key.n || !f.value.n)
        return err_set(err, E_INVALID, "%.*s:%d: nothing stands %s the ':'", FS(c->file), f.line,
                       f.key.n ? "behind" : "before");
    return field_add(c, f, a, err);
}

bool cards_read(struct card_list *out, const struct embedded *file, struct arena *a,
                struct err *err)
{
    if (file->bytes.n > CARD_FILE_MAX)
        return err_set(err, E_LIMIT, "%.*s: longer than %d bytes", FS(file->name), CARD_FILE_MAX);
    if (!utf8_is_valid(file->bytes))
        return err_set(err, E_INVALID, "%.*s: not UTF-8", FS(file->name));
    struct card_list all = *out;
    struct card c = {.file = file->name};
    struct str rest = file->bytes, line;
    for (int n = 1; str_line(&rest, &line); n++)
        if (!line_read(&all, &c, (struct card_field){.value = line, .line = n}, a, err))
            return false;
    if (!card_push(&all, &c, a, err))
        return false;
    *out = all;
    return true;
}
