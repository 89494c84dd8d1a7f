/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include "base/utf8.h"

struct json json_to(struct buf *out)
{
    return (struct json){.out = out};
}

static void new_line(struct json *j)
{
    if (!j->indent)
        return;
    buf_add_c(j->out, '\n');
    for (int i = 0; i < j->depth * j->indent; i++)
        buf_add_c(j->out, ' ');
}

/* Called before every value: a comma, unless it is the first here or follows its key. */
static void before(struct json *j)
{
    if (j->after_key) {
        j->after_key = false;
        return;
    }
    ASSERT(j->depth == 0 || !j->object[j->depth]);
    if (j->depth) {
        if (j->some[j->depth])
            buf_add_c(j->out, ',');
        new_line(j);
        j->some[j->depth] = true;
    }
}

static void open_level(struct json *j, bool object)
{
    before(j);
    buf_add_c(j->out, object ? '{' : '[');
    ASSERT(j->depth + 1 < JSON_DEPTH);
    j->depth++;
    j->some[j->depth] = false;
    j->object[j->depth] = object;
}

void json_object(struct json *j)
{
    open_level(j, true);
}

void json_array(struct json *j)
{
    open_level(j, false);
}

void json_end(struct json *j)
{
    ASSERT(j->depth > 0 && !j->after_key);
    bool some = j->some[j->depth], object = j->object[j->depth];
    j->depth--;
    if (some)
        new_line(j);
    buf_add_c(j->out, object ? '}' : ']');
}

static void text(struct json *j, struct str s)
{
    buf_add_c(j->out, '"');
    for (isize i = 0; i < s.n;) {
        isize from = i;
        int32_t cp = utf8_next(s, &i);
        if (cp == UTF8_BAD)
            buf_add(j->out, S("\xef\xbf\xbd"));
        else if (cp == '"' || cp == '\\')
            buf_addf(j->out, "\\%c", (char)cp);
        else if (cp == '\n')
            buf_add(j->out, S("\\n"));
        else if (cp < 0x20 || cp == 0x7f)
            buf_addf(j->out, "\\u%04x", (unsigned)cp);
        else
            buf_add(j->out, str_part(s, from, i));
    }
    buf_add_c(j->out, '"');
}

void json_key(struct json *j, struct str key)
{
    ASSERT(j->depth && j->object[j->depth] && !j->after_key);
    if (j->some[j->depth])
        buf_add_c(j->out, ',');
    new_line(j);
    j->some[j->depth] = true;
    text(j, key);
    buf_add(j->out, j->indent ? S(": ") : S(":"));
    j->after_key = true;
}

void json_str(struct json *j, struct str s)
{
    before(j);
    text(j, s);
}

void json_int(struct json *j, int64_t i)
{
    before(j);
    buf_add_int(j->out, i);
}

void json_bool(struct json *j, bool b)
{
    before(j);
    buf_add(j->out, b ? S("true") : S("false"));
}

void json_null(struct json *j)
{
    before(j);
    buf_add(j->out, S("null"));
}

void json_pair(struct json *j, struct str key, struct str value)
{
    json_key(j, key);
    json_str(j, value);
}

void json_pair_or_null(struct json *j, struct str key, struct str value)
{
    json_key(j, key);
    if (value.n)
        json_str(j, value);
    else
        json_null(j);
}

void json_pair_int(struct json *j, struct str key, int64_t value)
{
    json_key(j, key);
    json_int(j, value);
}

void json_pair_bool(struct json *j, struct str key, bool value)
{
    json_key(j, key);
    json_bool(j, value);
}
