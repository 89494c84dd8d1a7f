/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of letters: every language says what English says, with the same holes. */
#include "act/template.h"
#include "base/embed.h"
#include "lang/particle.h"
#include "test.h"

/* The keys of a language, read from the file itself. */
static struct str_list keys_of(const char *name, struct arena *a)
{
    struct str_list l = {0};
    for (const struct embedded *f = template_files(); f->name.n; f++) {
        struct str rest = f->bytes, line, key, text;
        if (!str_eq(f->name, str_from_c(name)))
            continue;
        while (str_line(&rest, &line))
            if (line.n && line.p[0] != '#' && str_cut_str(line, S(": "), &key, &text))
                str_list_add(&l, key, a);
    }
    CHECK(l.n > 0);
    return l;
}

static bool has_hole(struct str text, struct str hole)
{
    return str_find(text, hole) >= 0;
}

/* Every hole of one text stands in the other. Which verb form is asked for is a language's own
 * business; so is whether "reportedly" is said beside "according to". */
static void check_holes(struct test *t, const char *lang, struct str key, struct str from,
                        struct str to)
{
    struct str rest = from, head, name;
    while (str_cut(rest, '{', &head, &rest) && str_cut(rest, '}', &name, &rest)) {
        bool verb = str_eq(name, S("were")) || str_eq(name, S("are")) || str_eq(name, S("have"));
        struct str hole = str_format(t->a, "{%.*s}", FS(name));
        if (!verb && !has_hole(to, hole))
            test_fail(__FILE__, __LINE__, "%s: %.*s lacks %.*s", lang, FS(key), FS(hole));
    }
}

TEST(every_language_has_every_key_and_hole_of_english)
{
    static const enum language others[] = {LANG_KO, LANG_ZH_HANS, LANG_ZH_HANT};
    static const char *const files[] = {"appeal.ko.txt", "appeal.zh-Hans.txt",
                                        "appeal.zh-Hant.txt"};
    struct str_list english = keys_of("appeal.en.txt", t->a);
    struct template en;
    CHECK_OK(template_load(&en, LANG_EN, t->a, &err));
    for (isize i = 0; i < COUNTOF(others); i++) {
        struct template x;
        CHECK_OK(template_load(&x, others[i], t->a, &err));
        CHECK_INT(keys_of(files[i], t->a).n, english.n);
        for (isize k = 0; k < english.n; k++) {
            const char *key = str_to_c(t->a, english.at[k]);
            if (!template_has(&x, key))
                test_fail(__FILE__, __LINE__, "%s lacks %s", files[i], key);
            struct str here = template_get(&en, key), there = template_get(&x, key);
            check_holes(t, files[i], english.at[k], here, there);
            check_holes(t, files[i], english.at[k], there, here);
            CHECK(str_starts(english.at[k], S("hedge.")) || str_starts(english.at[k], S("held.")) ||
                  str_find(english.at[k], S(".")) > 0 || there.n > 0);
        }
    }
}

TEST(no_key_stands_twice)
{
    static const char *const files[] = {"appeal.en.txt", "appeal.ko.txt", "appeal.zh-Hans.txt",
                                        "appeal.zh-Hant.txt"};
    for (isize i = 0; i < COUNTOF(files); i++) {
        struct str_list l = keys_of(files[i], t->a);
        for (isize k = 0; k < l.n; k++)
            for (isize m = k + 1; m < l.n; m++)
                CHECK(!str_eq(l.at[k], l.at[m]));
    }
}

TEST(an_empty_hole_leaves_no_gap)
{
    struct hole none[] = {{"place", {0}}, {"date", {0}}, {NULL, {0}}};
    CHECK_STR(template_fill(t->a, S("People were held {place} ({date})."), none),
              S("People were held."));
    struct hole some[] = {{"place", S("in Tumen")}, {"date", {0}}, {NULL, {0}}};
    CHECK_STR(template_fill(t->a, S("People were held {place} ({date})."), some),
              S("People were held in Tumen."));
}

TEST(a_korean_particle_follows_its_word)
{
    static const struct {
        const char *in, *out;
    } rows[] = {
        {"중국은(는)", "중국은"},       {"한국이(가) 북한을(를)", "한국이 북한을"},
        {"러시아은(는)", "러시아는"},   {"50명이(가)", "50명이"},
        {"3과(와) 4과(와)", "3과 4와"}, {"서울으로(로) 부산으로(로)", "서울로 부산으로"},
        {"(가상)은(는)", "(가상)은"},   {"\"누나\"이(가)", "\"누나\"가"},
        {"UNHCR이(가)", "UNHCR이(가)"}, {"이(가)", "이(가)"},
    };
    for (isize i = 0; i < COUNTOF(rows); i++)
        CHECK_STR(korean_particles(str_from_c(rows[i].in), t->a), str_from_c(rows[i].out));
}

TEST(particles_change_nothing_else)
{
    for (int i = 0; i < 300; i++) {
        struct str s = test_random_text(t, 200);
        if (str_find(s, S("(")) < 0)
            CHECK_STR(korean_particles(s, t->a), s);
        CHECK(korean_particles(s, t->a).n <= s.n);
    }
}
