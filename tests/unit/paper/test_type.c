/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/type.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>

#include "letters.h"

static const struct looks plain = {FACE_SERIF, false, 10, 15};

/* The families of the runs of one line, joined by '/'. */
static struct str families_of(struct test *t, const char *text, const char *lang)
{
    struct type type = {0};
    CHECK_OK(type_open(&type, &err));
    struct str s = str_from_c(text);
    struct para p = para_in(&type, &plain, s.n, t->a);
    para_add(&p, s, str_from_c(lang), MARK_NONE);
    PangoLayout *l = para_done(&p, 0, 0, SHAPE_LEFT);
    struct buf out = buf_in(t->a, 1000);
    for (GSList *i = pango_layout_get_line_readonly(l, 0)->runs; i; i = i->next) {
        PangoGlyphItem *item = i->data;
        PangoFontDescription *d = pango_font_describe(item->item->analysis.font);
        const char *family = pango_font_description_get_family(d);
        if (!str_ends(buf_str(&out), str_from_c(family)))
            buf_addf(&out, "%s%s", out.n ? "/" : "", family);
        pango_font_description_free(d);
    }
    g_object_unref(l);
    type_close(&type);
    return buf_str(&out);
}

TEST(each_script_has_its_face)
{
    CHECK_STR(families_of(t, "of Hoeryong", "en"), S("Noto Serif"));
    CHECK_STR(families_of(t, "회령에서 온", "ko"), S("NanumMyeongjo"));
    CHECK_STR(families_of(t, "难民地位", "zh-Hans"), S("AR PL UMing CN"));
    CHECK_STR(families_of(t, "難民地位", "zh-Hant"), S("AR PL UMing TW"));
    CHECK_STR(families_of(t, "from 회령 (會寧) again", "en"),
              S("Noto Serif/NanumMyeongjo/Noto Serif/AR PL UMing TW/Noto Serif"));
    CHECK_STR(families_of(t, "لاجئ", "ar"), S("Noto Naskh Arabic"));
}

TEST(marks_belong_to_the_language_around_them)
{
    CHECK_STR(families_of(t, "难民“推回”。", "zh-Hans"), S("AR PL UMing CN"));
    CHECK_STR(families_of(t, "People’s “own” words", "en"), S("Noto Serif"));
    CHECK_STR(families_of(t, "People’s", "zh-Hans"), S("Noto Serif"));
}

TEST(what_no_face_has_is_still_set)
{
    static const char *const rare[] = {"\xf0\x92\x80\x80", "\xee\x80\x80", "\xf0\x9f\x95\xaf",
                                       "ᠮᠣᠩᠭᠣᠯ"};
    for (isize i = 0; i < COUNTOF(rare); i++)
        CHECK(families_of(t, rare[i], "en").n > 0);
}

TEST(a_word_without_end_is_broken)
{
    struct paper_letter l = {.lang = S("en")};
    char *p = NEWN(t->a, char, 30000);
    for (isize i = 0; i < 30000; i++)
        p[i] = 'a';
    letter_block(&l, PAPER_PARAGRAPH, t->a);
    block_run(&l.body.at[0], "", t->a)->text = (struct str){p, 30000};
    struct str pdf;
    CHECK_OK(paper_letter_pdf(&pdf, &l, t->a, &err));
    struct pdf_text r = pdf_read(pdf, t->a);
    isize n = 0;
    for (isize i = 0; i < r.whole.n; i++)
        n += r.whole.p[i] == 'a';
    CHECK(n >= 30000 && n < 30100); /* "page 1 of 11" has some, too */
}

TEST(missing_fonts_are_named_with_their_package)
{
    PangoFcFontMap *map = PANGO_FC_FONT_MAP(pango_cairo_font_map_get_default());
    FcConfig *empty = FcConfigCreate();
    pango_fc_font_map_set_config(map, empty);
    struct type type = {0};
    struct err missing = {0};
    bool ok = type_open(&type, &missing);
    pango_fc_font_map_set_config(map, NULL);
    FcConfigDestroy(empty);
    CHECK(!ok);
    CHECK_INT(missing.code, E_NOTFOUND);
    CHECK(str_find(str_from_c(missing.detail), S("fonts-noto-core")) >= 0);
    CHECK_OK(type_open(&type, &err));
    type_close(&type);
}
