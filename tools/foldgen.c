/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * foldgen - write the tables of data/lang/ from ICU's Unicode data.
 *
 *   foldgen fold  > data/lang/fold.tsv     what each code point folds to, where not to itself
 *   foldgen class > data/lang/class.tsv    what kind of character it is
 *
 * Run by hand, never while building: the search index and the keys for comparing names are made
 * with these tables, so they change only when somebody means it. data/lang/README.md has the
 * command and the rules. tools/foldc.c makes C of the tables.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum { LAST = 0x10ffff, TEXT_MAX = 128, ROUNDS = 8 };

struct text {
    UChar32 at[TEXT_MAX];
    int n;
};

struct gen {
    const UNormalizer2 *nfkc_cf, *nfc, *nfd;
    UTransliterator *to_hans, *to_hant, *to_ascii;
    UConverter *gb, *big5;
};

static void check(UErrorCode e, const char *what)
{
    if (U_FAILURE(e)) {
        fprintf(stderr, "foldgen: %s: %s\n", what, u_errorName(e));
        exit(1);
    }
}

static UTransliterator *trans_open(const char *id)
{
    UChar name[TEXT_MAX];
    UErrorCode e = U_ZERO_ERROR;
    u_charsToUChars(id, name, (int32_t)strlen(id) + 1);
    UTransliterator *t = utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, &e);
    check(e, id);
    return t;
}

static UConverter *conv_open(const char *name)
{
    UErrorCode e = U_ZERO_ERROR;
    UConverter *c = ucnv_open(name, &e);
    ucnv_setFromUCallBack(c, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &e);
    check(e, name);
    ucnv_setFallback(c, false);
    return c;
}

static int32_t to_utf16(UChar *out, const struct text *t)
{
    int32_t n = 0;
    UErrorCode e = U_ZERO_ERROR;
    u_strFromUTF32(out, TEXT_MAX, &n, t->at, t->n, &e);
    check(e, "to UTF-16");
    return n;
}

static struct text from_utf16(const UChar *p, int32_t n)
{
    struct text t = {.n = 0};
    UErrorCode e = U_ZERO_ERROR;
    u_strToUTF32(t.at, TEXT_MAX, &t.n, p, n, &e);
    check(e, "from UTF-16");
    return t;
}

static struct text normalise(const UNormalizer2 *form, const struct text *t)
{
    UChar in[TEXT_MAX], out[TEXT_MAX];
    UErrorCode e = U_ZERO_ERROR;
    int32_t n = unorm2_normalize(form, in, to_utf16(in, t), out, TEXT_MAX, &e);
    check(e, "normalise");
    return from_utf16(out, n);
}

static struct text transliterate(UTransliterator *tr, UChar32 cp)
{
    struct text t = {{cp}, 1};
    UChar p[TEXT_MAX];
    UErrorCode e = U_ZERO_ERROR;
    int32_t n = to_utf16(p, &t), limit = n;
    utrans_transUChars(tr, p, &n, TEXT_MAX, 0, &limit, &e);
    check(e, "transliterate");
    return from_utf16(p, n);
}

static UScriptCode script(UChar32 cp)
{
    UErrorCode e = U_ZERO_ERROR;
    return uscript_getScript(cp, &e);
}

static bool is_in(UChar32 cp, const UChar32 *list)
{
    for (; *list; list++)
        if (*list == cp)
            return true;
    return false;
}

/* Written in names for an aspirate, a glottal stop, an ayn; said to be letters by Unicode. */
static bool is_apostrophe_letter(UChar32 cp)
{
    static const UChar32 list[] = {0x2b9, 0x2ba, 0x2bb, 0x2bc, 0x2bd,  0x2be,  0x2bf,
                                   0x2c8, 0x2ca, 0x2cb, 0x2ee, 0xa78b, 0xa78c, 0};
    return is_in(cp, list);
}

/* The same, typed with a quotation mark or an accent. */
static bool is_quote(UChar32 cp)
{
    static const UChar32 list[] = {'\'',   '`',    0xb4,   0x1fef, 0x1ffd, 0x2018,
                                   0x2019, 0x201b, 0x2032, 0xff07, 0xff40, 0};
    return is_in(cp, list);
}

/* An accent that no script owns: kana voicing marks belong to kana, whatever Unicode says. */
static bool is_accent(UChar32 cp)
{
    int8_t type = u_charType(cp);
    return (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK) && cp != 0x3099 &&
           cp != 0x309a && script(cp) == USCRIPT_INHERITED;
}

static void strip_accents(struct text *t, bool latin_only)
{
    bool strip = false;
    int n = 0;
    for (int i = 0; i < t->n; i++) {
        UChar32 cp = t->at[i];
        bool accent = is_accent(cp);
        if (!accent)
            strip = !latin_only || script(cp) == USCRIPT_LATIN;
        if (!accent || !strip)
            t->at[n++] = cp;
    }
    t->n = n;
}

/* One step; where two characters each simplify to the other (82CE, 82E7), to the lower one. */
static UChar32 simplified(struct gen *g, UChar32 cp)
{
    struct text one = transliterate(g->to_hans, cp), two = transliterate(g->to_hans, one.at[0]);
    bool swap = two.n == 1 && two.at[0] == cp && one.at[0] > cp;
    return one.n != 1 || swap ? cp : one.at[0];
}

static bool is_ascii_lower(const struct text *t)
{
    for (int i = 0; i < t->n; i++)
        if (t->at[i] < 'a' || t->at[i] > 'z')
            return false;
    return t->n > 0;
}

static void replace_letters(struct gen *g, struct text *t)
{
    struct text out = {.n = 0};
    for (int i = 0; i < t->n; i++) {
        UChar32 cp = t->at[i];
        struct text r = {{cp}, 1};
        if (is_apostrophe_letter(cp)) {
            r.n = 0;
        } else if (is_quote(cp)) {
            r.at[0] = '\'';
        } else if (script(cp) == USCRIPT_HAN) {
            r.at[0] = simplified(g, cp);
        } else if (script(cp) == USCRIPT_LATIN && u_isalpha(cp)) {
            struct text ascii = transliterate(g->to_ascii, cp);
            r = is_ascii_lower(&ascii) ? ascii : r;
        }
        for (int k = 0; k < r.n && out.n < TEXT_MAX; k++)
            out.at[out.n++] = r.at[k];
    }
    *t = out;
}

static bool same(const struct text *a, const struct text *b)
{
    return a->n == b->n && memcmp(a->at, b->at, (size_t)a->n * sizeof a->at[0]) == 0;
}

/* Each rule may open the way for another, so all are applied until nothing changes. */
static struct text fold(struct gen *g, UChar32 cp)
{
    struct text t = {{cp}, 1};
    for (int i = 0; i < ROUNDS; i++) {
        struct text before = t;
        replace_letters(g, &t);
        t = normalise(g->nfkc_cf, &t);
        t = normalise(g->nfd, &t);
        strip_accents(&t, true);
        t = normalise(g->nfc, &t);
        strip_accents(&t, false); /* those that made no letter */
        if (same(&t, &before))
            return t;
    }
    fprintf(stderr, "foldgen: %04X does not settle\n", (unsigned)cp);
    exit(1);
}

static bool has_encoding(UConverter *c, UChar32 cp)
{
    struct text t = {{cp}, 1};
    UChar in[TEXT_MAX];
    char out[TEXT_MAX];
    UErrorCode e = U_ZERO_ERROR;
    ucnv_reset(c);
    ucnv_fromUChars(c, out, TEXT_MAX, in, to_utf16(in, &t), &e);
    return U_SUCCESS(e);
}

static bool changes(UTransliterator *tr, UChar32 cp)
{
    struct text t = transliterate(tr, cp);
    return t.n != 1 || t.at[0] != cp;
}

static const char *letter_class(UChar32 cp, const struct text *f)
{
    UChar32 folded = f->n == 1 ? f->at[0] : cp;
    if (u_charType(folded) == U_NON_SPACING_MARK)
        return "extend"; /* half-width voicing marks */
    switch (script(folded)) {
    case USCRIPT_LATIN: return "latin";
    case USCRIPT_HANGUL: return "hangul";
    case USCRIPT_HAN: return "han";
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA: return "kana";
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
    case USCRIPT_BOPOMOFO: return "pairs";
    default: return cp == 0x30fc || cp == 0xff70 ? "kana" : "other";
    }
}

static const char *class_of(UChar32 cp, const struct text *f)
{
    if (is_quote(cp))
        return "quote";
    if (is_apostrophe_letter(cp) || u_hasBinaryProperty(cp, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        return "ignore";
    if (u_isUWhiteSpace(cp))
        return "space";
    if (f->n == 0)
        return "ignore";
    switch (u_charType(cp)) {
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_ENCLOSING_MARK: return "extend";
    case U_DECIMAL_DIGIT_NUMBER: return "number";
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_LETTER_NUMBER: return letter_class(cp, f);
    default: /* PDF files are full of radicals for characters */
        return script(cp) == USCRIPT_HAN && f->n == 1 && f->at[0] != cp ? "han" : "mark";
    }
}

/*
 * joins: may change when it stands after something, so it is read together with that.
 * accent: dropped where it made no letter of its own. nfc-no: never in composed text.
 * hans, hant: used by one way of writing Chinese only, by the two character sets of their time.
 */
static void flags_of(struct gen *g, UChar32 cp, const struct text *f, char *out)
{
    struct text one = {{cp}, 1}, c = normalise(g->nfc, &one);
    bool han = script(cp) == USCRIPT_HAN, gb = false, big5 = false;
    if (han) {
        gb = has_encoding(g->gb, cp);
        big5 = has_encoding(g->big5, cp);
    }
    bool joins = f->n == 0 || !unorm2_hasBoundaryBefore(g->nfc, cp) ||
                 !unorm2_hasBoundaryBefore(g->nfc, f->at[0]);
    snprintf(out, TEXT_MAX, "%s%s%s%s%s", joins ? " joins" : "", is_accent(cp) ? " accent" : "",
             same(&c, &one) ? "" : " nfc-no", gb && !big5 && changes(g->to_hant, cp) ? " hans" : "",
             big5 && !gb && changes(g->to_hans, cp) ? " hant" : "");
}

static void head(const char *what)
{
    UVersionInfo v;
    char unicode[U_MAX_VERSION_STRING_LENGTH];
    u_getUnicodeVersion(v);
    u_versionToString(v, unicode);
    printf("# %s\n# Made by tools/foldgen.c from ICU %s, Unicode %s (Unicode licence). See "
           "README.md.\n",
           what, U_ICU_VERSION, unicode);
}

static void write_fold(struct gen *g)
{
    head("Code point, and the code points it folds to ('-': none).");
    for (UChar32 cp = 0; cp <= LAST; cp++) {
        if (U_IS_SURROGATE(cp))
            continue;
        struct text f = fold(g, cp);
        if (f.n == 1 && f.at[0] == cp)
            continue;
        printf("%04X\t%s", (unsigned)cp, f.n ? "" : "-");
        for (int i = 0; i < f.n; i++)
            printf("%s%04X", i ? " " : "", (unsigned)f.at[i]);
        putchar('\n');
    }
}

static void write_class(struct gen *g)
{
    char said[2][2 * TEXT_MAX] = {"mark", ""}, flags[TEXT_MAX]; /* before, now; they take turns */
    UChar32 from = 0;
    int last = 0;
    head("First and last code point, class and flags; what is missing is a mark.");
    for (UChar32 cp = 0; cp <= LAST + 1; cp++) {
        char *now = said[!last];
        snprintf(now, sizeof said[0], "mark");
        if (cp <= LAST && !U_IS_SURROGATE(cp)) {
            struct text f = fold(g, cp);
            flags_of(g, cp, &f, flags);
            snprintf(now, sizeof said[0], "%s%s", class_of(cp, &f), flags);
        }
        if (strcmp(now, said[last]) != 0) {
            if (strcmp(said[last], "mark") != 0)
                printf("%04X\t%04X\t%s\n", (unsigned)from, (unsigned)cp - 1, said[last]);
            last = !last;
            from = cp;
        }
    }
}

int main(int argc, char **argv)
{
    UErrorCode e = U_ZERO_ERROR;
    struct gen g = {unorm2_getNFKCCasefoldInstance(&e),
                    unorm2_getNFCInstance(&e),
                    unorm2_getNFDInstance(&e),
                    trans_open("Hant-Hans"),
                    trans_open("Hans-Hant"),
                    trans_open("Latin-ASCII"),
                    conv_open("GB2312"),
                    conv_open("Big5")};
    check(e, "normalisers");
    if (argc == 2 && !strcmp(argv[1], "fold"))
        write_fold(&g);
    else if (argc == 2 && !strcmp(argv[1], "class"))
        write_class(&g);
    else
        return 2;
    return fflush(stdout) != 0;
}
