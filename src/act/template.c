/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act/template.h"

#include "lang/particle.h"

enum { FILLED_MAX = 1 << 16 };

extern const struct embedded embed_letters[];

const struct embedded *template_files(void)
{
    return embed_letters;
}

static const struct embedded *file_of(enum language lang, struct arena *a)
{
    struct str name = str_format(a, "appeal.%.*s.txt", FS(language_tag(lang)));
    for (const struct embedded *f = embed_letters; f->name.n; f++)
        if (str_eq(f->name, name))
            return f;
    return NULL;
}

bool template_load(struct template *out, enum language lang, struct arena *a, struct err *err)
{
    const struct embedded *f = file_of(lang, a);
    ASSERT(f);
    struct template t = {.words = map_in(a, 0), .lang = lang};
    struct str rest = f->bytes, line, key, text;
    for (int n = 1; str_line(&rest, &line); n++) {
        if (line.n == 0 || line.p[0] == '#')
            continue;
        if (!str_cut_str(line, S(": "), &key, &text))
            return err_set(err, E_INVALID, "%.*s:%d: no \"key: text\"", FS(f->name), n);
        map_set(&t.words, key, t.texts.n);
        str_list_add(&t.texts, text, a);
    }
    *out = t;
    return true;
}

bool template_has(const struct template *t, const char *key)
{
    return map_get(&t->words, str_from_c(key), -1) >= 0;
}

struct str template_get(const struct template *t, const char *key)
{
    int64_t i = map_get(&t->words, str_from_c(key), -1);
    ASSERT(i >= 0);
    return t->texts.at[i];
}

static struct str value_of(const struct hole *holes, struct str name)
{
    for (; holes->name; holes++)
        if (str_eq(str_from_c(holes->name), name))
            return holes->value;
    UNREACHABLE(); /* a template with a hole that nobody fills */
}

/* What an empty hole leaves behind: a doubled blank, an empty bracket, a comma before nothing. */
static struct str tidy(struct arena *a, struct str s)
{
    static const struct {
        const char *from, *to;
    } rules[] = {{" ()", ""}, {"（）", ""}, {"  ", " "},  {" .", "."},
                 {" ,", ","}, {", ,", ","}, {", (", " ("}};
    for (isize i = 0; i < COUNTOF(rules); i++) {
        struct str from = str_from_c(rules[i].from), head, tail;
        while (str_cut_str(s, from, &head, &tail))
            s = str_format(a, "%.*s%s%.*s", FS(head), rules[i].to, FS(tail));
    }
    return str_copy(a, str_trim(s));
}

struct str template_fill(struct arena *a, struct str text, const struct hole *holes)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct buf b = buf_in(tmp.arena, FILLED_MAX);
    struct str head, tail, name;
    bool empty = false;
    while (str_cut(text, '{', &head, &tail)) {
        buf_add(&b, head);
        bool closed = str_cut(tail, '}', &name, &text);
        ASSERT(closed);
        struct str value = value_of(holes, name);
        empty |= value.n == 0;
        buf_add(&b, value);
    }
    buf_add(&b, text);
    return empty ? tidy(a, buf_str(&b)) : str_copy(a, buf_str(&b));
}

struct str template_say(const struct template *t, const char *key, const struct hole *holes,
                        struct arena *a)
{
    struct str s = template_fill(a, template_get(t, key), holes);
    return t->lang == LANG_KO ? korean_particles(s, a) : s;
}
