/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/type.h"

#include <string.h>

#include "base/utf8.h"
#include "lang/script.h"

enum {
    EOJEOL_MAX = 24, /* characters; a longer one may be broken, else it would leave the page */
    WORD_MAX = 400,  /* characters without a place to break, after which there is one */
    EAST = 0x2e80,   /* from here on, scripts that break almost anywhere */
    PANGO_FULL = 0xffff,
};

/* Which family comes first. */
enum family { FAMILY_LATIN, FAMILY_KOREAN, FAMILY_HANS, FAMILY_HANT, FAMILY__COUNT };

/* For other scripts that refugees' papers come in; without these Pango takes what it finds first.
 */
#define OTHERS_SERIF                                                                               \
    ",Noto Naskh Arabic,Noto Serif Hebrew,Noto Serif Thai,Noto Serif Lao,Noto Serif Khmer,"        \
    "Noto Serif Myanmar,Noto Serif Devanagari,Noto Serif Ethiopic,Noto Serif Georgian"
#define OTHERS_SANS                                                                                \
    ",Noto Sans Arabic,Noto Sans Hebrew,Noto Sans Thai,Noto Sans Lao,Noto Sans Khmer,"             \
    "Noto Sans Myanmar,Noto Sans Devanagari,Noto Sans Ethiopic,Noto Sans Georgian"

static const char *const families[2][FAMILY__COUNT] = {
    [FACE_SERIF] = {"Noto Serif,NanumMyeongjo,AR PL UMing TW" OTHERS_SERIF,
                    "NanumMyeongjo,AR PL UMing TW,Noto Serif",
                    "AR PL UMing CN,NanumMyeongjo,Noto Serif",
                    "AR PL UMing TW,NanumMyeongjo,Noto Serif"},
    [FACE_SANS] = {"Noto Sans,NanumGothic,AR PL UMing TW" OTHERS_SANS,
                   "NanumGothic,AR PL UMing TW,Noto Sans", "AR PL UMing CN,NanumGothic,Noto Sans",
                   "AR PL UMing TW,NanumGothic,Noto Sans"},
};

/* Names as Debian 12 knows them. */
static const struct {
    const char *family, *package;
} needed[] = {
    {"Noto Serif", "fonts-noto-core"},        {"Noto Sans", "fonts-noto-core"},
    {"NanumMyeongjo", "fonts-nanum"},         {"NanumGothic", "fonts-nanum"},
    {"AR PL UMing CN", "fonts-arphic-uming"}, {"AR PL UMing TW", "fonts-arphic-uming"},
};

/* On white: text 16:1, muted 7:1, to check 7:1, lines 3:1. */
static const double inks[INK__COUNT][3] = {
    [INK_TEXT] = {.106, .114, .125},
    [INK_MUTED] = {.345, .345, .345},
    [INK_LINE] = {.55, .55, .55},
    [INK_CHECK] = {.478, .282, .0},
};

double looks_ascent(const struct looks *l)
{
    return (l->leading - l->size) / 2 + l->size * .86;
}

void ink_set(cairo_t *cr, enum ink ink)
{
    cairo_set_source_rgb(cr, inks[ink][0], inks[ink][1], inks[ink][2]);
}

static bool family_is_there(PangoFontFamily *const *have, int n, const char *name)
{
    for (int i = 0; i < n; i++)
        if (!g_ascii_strcasecmp(pango_font_family_get_name(have[i]), name))
            return true;
    return false;
}

static bool fonts_check(PangoFontMap *map, struct err *err)
{
    PangoFontFamily **have = NULL;
    int n = 0;
    pango_font_map_list_families(map, &have, &n);
    const char *family = NULL, *package = NULL;
    for (isize i = 0; i < COUNTOF(needed) && !family; i++)
        if (!family_is_there(have, n, needed[i].family)) {
            family = needed[i].family;
            package = needed[i].package;
        }
    g_free(have); /* the families themselves belong to the map */
    if (!family)
        return true;
    err_set(err, E_NOTFOUND, "font family %s is not installed", family);
    return err_detail(err,
                      "The font \"%s\" is missing. Install the package %s (all that letters need: "
                      "fonts-noto-core fonts-nanum fonts-arphic-uming), then try again.",
                      family, package);
}

bool type_open(struct type *t, struct err *err)
{
    PangoFontMap *map = pango_cairo_font_map_get_default(); /* one a thread, kept by Pango */
    if (!fonts_check(map, err))
        return false;
    t->context = pango_font_map_create_context(map);
    pango_cairo_context_set_resolution(t->context, 72); /* a Pango point is a PDF point */
    cairo_font_options_t *o = cairo_font_options_create();
    cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(o, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(t->context, o);
    cairo_font_options_destroy(o);
    pango_context_set_round_glyph_positions(t->context, FALSE);
    pango_context_set_language(t->context, pango_language_from_string("en"));
    pango_context_set_base_dir(t->context, PANGO_DIRECTION_WEAK_LTR);
    return true;
}

void type_close(struct type *t)
{
    if (t->context)
        g_object_unref(t->context);
    t->context = NULL;
}

bool lang_is_chinese(struct str lang)
{
    return str_starts(lang, S("zh"));
}

static enum family family_of_tag(struct str lang)
{
    if (str_starts(lang, S("ko")))
        return FAMILY_KOREAN;
    if (!lang_is_chinese(lang))
        return FAMILY_LATIN;
    bool hant = str_find(lang, S("Hant")) >= 0 || str_find(lang, S("TW")) >= 0 ||
                str_find(lang, S("HK")) >= 0 || str_find(lang, S("MO")) >= 0;
    return hant ? FAMILY_HANT : FAMILY_HANS;
}

/* Full-width and general punctuation, where the language decides whose quotes and dots to use. */
static bool is_eastern_mark(int32_t cp)
{
    return (cp >= 0x2010 && cp <= 0x2027) || (cp >= 0x3000 && cp <= 0x303f) ||
           (cp >= 0xff00 && cp <= 0xffef) || cp == 0xb7;
}

static enum family family_of(int32_t cp, enum family of_lang, enum family of_han)
{
    enum script s = script_of(cp);
    if (s == SCRIPT_HANGUL)
        return FAMILY_KOREAN;
    if (is_eastern_mark(cp))
        return of_lang;
    return s == SCRIPT_HAN || s == SCRIPT_KANA ? of_han : FAMILY_LATIN;
}

/* The Han characters of a run in another language are judged by the run as a whole. */
static enum family family_of_han(struct str text, enum family of_lang)
{
    if (of_lang != FAMILY_LATIN)
        return of_lang;
    enum family f = family_of_tag(text_language(text));
    return f == FAMILY_LATIN ? FAMILY_HANT : f;
}

struct para para_in(const struct type *t, const struct looks *looks, isize max, struct arena *a)
{
    return (struct para){t, looks, buf_in(a, max + max / 64), pango_attr_list_new()};
}

static void attr_add(struct para *p, PangoAttribute *attr, isize from, isize to)
{
    attr->start_index = (guint)from;
    attr->end_index = (guint)to;
    pango_attr_list_insert(p->attrs, attr);
}

static const char *const family_tag[FAMILY__COUNT] = {NULL, "ko", "zh-CN", "zh-TW"};

static void segment_add(struct para *p, isize from, isize to, enum family f)
{
    if (from == to)
        return;
    attr_add(p, pango_attr_family_new(families[p->looks->face][f]), from, to);
    if (family_tag[f])
        attr_add(p, pango_attr_language_new(pango_language_from_string(family_tag[f])), from, to);
}

/* Whether byte i of text is inside a word or number in Latin letters: the mark there is an
 * apostrophe or a dash of that language, not a wide one. */
static bool is_inside_latin(struct str text, isize from, isize to)
{
    return from > 0 && to < text.n && g_ascii_isalnum(text.p[from - 1]) &&
           g_ascii_isalnum(text.p[to]);
}

static void choose_families(struct para *p, struct str text, struct str lang, isize at)
{
    enum family of_lang = family_of_tag(lang), now = of_lang;
    enum family of_han = family_of_han(text, of_lang);
    bool wide_space = of_lang == FAMILY_HANS || of_lang == FAMILY_HANT; /* UMing's is half an em */
    isize from = 0;
    for (isize i = 0; i < text.n;) {
        isize here = i;
        int32_t cp = utf8_next(text, &i);
        if (cp == '\n' || (cp == ' ' && !wide_space))
            continue; /* goes with what stands before it */
        enum family f = family_of(cp, of_lang, of_han);
        if (is_eastern_mark(cp) && is_inside_latin(text, here, i))
            f = FAMILY_LATIN;
        if (f == now)
            continue;
        segment_add(p, at + from, at + here, now);
        from = here;
        now = f;
    }
    segment_add(p, at + from, at + text.n, now);
}

/* UAX 14 breaks between any two syllables; Korean letters are set with whole words. */
static void keep_eojeol(struct para *p, struct str text, isize at)
{
    isize from = 0, chars = 0;
    bool hangul = false;
    for (isize i = 0; i <= text.n;) {
        isize here = i;
        int32_t cp = i < text.n ? utf8_next(text, &i) : (i++, ' ');
        if (cp == ' ' || cp == '\n') {
            if (hangul && chars > 1 && chars <= EOJEOL_MAX)
                attr_add(p, pango_attr_allow_breaks_new(FALSE), at + from, at + here);
            from = i;
            chars = 0;
            hangul = false;
        } else {
            chars++;
            hangul = hangul || script_of(cp) == SCRIPT_HANGUL;
        }
    }
}

static void colour(struct para *p, enum ink ink, isize from, isize to)
{
    const double *c = inks[ink];
    attr_add(p,
             pango_attr_foreground_new((guint16)(c[0] * PANGO_FULL), (guint16)(c[1] * PANGO_FULL),
                                       (guint16)(c[2] * PANGO_FULL)),
             from, to);
}

static void note_number(struct para *p, isize from, isize to)
{
    isize before = from;
    if (from > 0)
        (void)utf8_prev(buf_str(&p->text), &before);
    attr_add(p, pango_attr_allow_breaks_new(FALSE), before, to);
    /* Pango's own superscript goes by the font before it, which for UMing is far too high. */
    attr_add(p, pango_attr_scale_new(.64), from, to);
    attr_add(p, pango_attr_rise_new((int)(p->looks->size * .36 * PANGO_SCALE)), from, to);
}

/*
 * Text with a zero-width space in what is too long to be a word. Pango looks for a place to break
 * from each line on to the end of the word, which in a hostile text would take minutes.
 */
static void add_words(struct buf *out, struct str text)
{
    isize from = 0, chars = 0;
    for (isize i = 0; i < text.n;) {
        int32_t cp = utf8_next(text, &i);
        chars = cp == ' ' || cp == '\n' || cp >= EAST ? 0 : chars + 1;
        if (chars < WORD_MAX)
            continue;
        buf_add(out, str_part(text, from, i));
        buf_add(out, S("\xe2\x80\x8b"));
        from = i;
        chars = 0;
    }
    buf_add(out, str_part(text, from, text.n));
}

void para_add(struct para *p, struct str text, struct str lang, unsigned marks)
{
    isize from = p->text.n;
    add_words(&p->text, text);
    ASSERT(!p->text.full);
    isize to = p->text.n;
    text = str_part(buf_str(&p->text), from, to);
    choose_families(p, text, lang, from);
    keep_eojeol(p, text, from);
    if (marks & MARK_UNDERLINE) {
        const double *c = inks[INK_LINE];
        attr_add(p, pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), from, to);
        attr_add(p,
                 pango_attr_underline_color_new((guint16)(c[0] * PANGO_FULL),
                                                (guint16)(c[1] * PANGO_FULL),
                                                (guint16)(c[2] * PANGO_FULL)),
                 from, to);
    }
    if (marks & MARK_CHECK) {
        colour(p, INK_CHECK, from, to);
        if (to > from + 1)
            attr_add(p, pango_attr_allow_breaks_new(FALSE), from + 1, to);
        attr_add(p, pango_attr_scale_new(.86), from, to);
    }
    if (marks & MARK_MUTED)
        colour(p, INK_MUTED, from, to);
    if (marks & MARK_NOTE)
        note_number(p, from, to);
}

static void set_font(PangoLayout *layout, const struct looks *looks)
{
    PangoFontDescription *d = pango_font_description_new();
    pango_font_description_set_family_static(d, families[looks->face][FAMILY_LATIN]);
    pango_font_description_set_weight(d, looks->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_size(d, (gint)(looks->size * PANGO_SCALE));
    pango_layout_set_font_description(layout, d);
    pango_font_description_free(d);
}

PangoLayout *para_done(struct para *p, double width, double hang, enum para_shape shape)
{
    PangoLayout *l = pango_layout_new(p->type->context);
    set_font(l, p->looks);
    pango_layout_set_text(l, p->text.n ? p->text.p : "", (int)p->text.n);
    pango_layout_set_attributes(l, p->attrs);
    pango_attr_list_unref(p->attrs);
    p->attrs = NULL;
    pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
    if (width > 0)
        pango_layout_set_width(l, (int)(width * PANGO_SCALE));
    if (hang > 0) {
        int stop = (int)(hang * PANGO_SCALE);
        PangoTabArray *tabs = pango_tab_array_new_with_positions(1, FALSE, PANGO_TAB_LEFT, stop);
        pango_layout_set_tabs(l, tabs);
        pango_tab_array_free(tabs);
        pango_layout_set_indent(l, -stop);
    }
    pango_layout_set_alignment(l, shape == SHAPE_RIGHT ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    pango_layout_set_justify(l, shape == SHAPE_JUSTIFIED);
    pango_layout_set_single_paragraph_mode(l, FALSE);
    return l;
}
