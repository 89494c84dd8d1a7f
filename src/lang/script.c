/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/script.h"

#include <unicode/uscript.h>

#include "base/utf8.h"
#include "lang/fold.h"
#include "lang/token.h"

static enum script script_by_icu(int32_t cp)
{
    UErrorCode e = U_ZERO_ERROR;
    switch (uscript_getScript(cp, &e)) {
    case USCRIPT_CYRILLIC: return SCRIPT_CYRILLIC;
    case USCRIPT_ARABIC: return SCRIPT_ARABIC;
    case USCRIPT_THAI: return SCRIPT_THAI;
    default: return SCRIPT_OTHER;
    }
}

enum script script_of(int32_t cp)
{
    if (cp < 0 || cp > 0x10ffff)
        return SCRIPT_OTHER;
    switch (fold_class(fold_entry(cp))) {
    case FOLD_LATIN: return SCRIPT_LATIN;
    case FOLD_HANGUL: return SCRIPT_HANGUL;
    case FOLD_HAN: return SCRIPT_HAN;
    case FOLD_KANA: return SCRIPT_KANA;
    case FOLD_PAIRS:
    case FOLD_OTHER: return script_by_icu(cp);
    default: return SCRIPT_OTHER;
    }
}

enum tongue { UND, EN, KO, HANS, HANT, ZH, JA, TH, TONGUES }; /* ZH: not yet told which */

struct counts {
    isize latin, accented, hangul, han, kana, thai, other;
    isize hans, hant;            /* of han: used by one of the two only */
    isize words, small, foreign; /* Latin words; small English ones; of other languages */
};

/* A character of Hangul or Han says as much as three letters or more. */
enum { LETTER = 2, SYLLABLE = 6, CHARACTER = 7 };

static void count_char(struct counts *c, int32_t cp)
{
    if (cp < 0x80) { /* the most of most texts */
        c->latin += (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
        return;
    }
    uint32_t entry = fold_entry(cp);
    enum fold_class class = fold_class(entry);
    bool letter = class == FOLD_OTHER || class == FOLD_PAIRS,
         thai = letter && script_of(cp) == SCRIPT_THAI;
    c->latin += class == FOLD_LATIN;
    c->accented += class == FOLD_LATIN;
    c->hangul += class == FOLD_HANGUL && !(entry & FOLD_JOINS);
    c->han += class == FOLD_HAN;
    c->hans += (entry & FOLD_HANS) != 0;
    c->hant += (entry & FOLD_HANT) != 0;
    c->kana += class == FOLD_KANA;
    c->thai += thai;
    c->other += letter && !thai;
}

static bool is_any(struct str word, const char *const *list)
{
    for (; *list; list++)
        if (str_eq_ascii_nocase(word, str_from_c(*list)))
            return true;
    return false;
}

/* Words that no text of some length is without. What several languages share is left out. */
static void count_words(struct counts *c, struct str line)
{
    static const char *const english[] = {
        "the",  "of", "and",  "to",   "for", "with", "that", "is",  "are", "was", "were",
        "been", "by", "from", "this", "be",  "has",  "have", "not", "it",  "who", NULL};
    static const char *const others[] = {
        "la",  "le",  "les", "des",   "du",  "et",  "dans", "que", "est",  "une", "pour",  "der",
        "die", "das", "und", "nicht", "ist", "den", "von",  "el",  "los",  "las", "por",   "para",
        "con", "del", "il",  "della", "che", "di",  "het",  "een", "van",  "och", "att",   "som",
        "na",  "nie", "w",   "do",    "os",  "da",  "ve",   "bir", "yang", "dan", "untuk", NULL};
    struct word w;
    for (isize at = 0; word_next(&w, line, &at);) {
        struct str word = str_part(line, w.start, w.end);
        if (w.kind != WORD_LATIN)
            continue;
        c->words++;
        c->small += is_any(word, english);
        c->foreign += is_any(word, others);
    }
}

static struct counts counts_of(struct str s)
{
    struct counts c = {0};
    for (isize i = 0; i < s.n;)
        count_char(&c, utf8_next(s, &i));
    return c;
}

/* The language of these characters and how much they say. */
static enum tongue tongue_of(const struct counts *c, isize *weight)
{
    isize ko = c->hangul * SYLLABLE, zh = c->han * CHARACTER, ja = c->kana * SYLLABLE;
    isize best = c->other * LETTER;
    enum tongue t = UND;
    *weight = ko + zh + ja + (c->latin + c->thai + c->other) * LETTER;
    if (c->hangul >= c->han)
        ko += zh;
    else if (c->kana * 4 >= c->han) /* Japanese is half kana; Chinese has none */
        ja += zh;
    enum tongue han = c->hans > c->hant ? HANS : c->hant > c->hans ? HANT : ZH;
    const struct {
        enum tongue tongue;
        isize weight;
    } all[] = {{EN, c->latin * LETTER}, {KO, ko}, {han, zh}, {JA, ja}, {TH, c->thai * LETTER}};
    for (isize i = 0; i < COUNTOF(all); i++)
        if (all[i].weight > best) {
            best = all[i].weight;
            t = all[i].tongue;
        }
    return t;
}

static bool is_english(const struct counts *c)
{
    enum { ACCENTS = 12, FEW_WORDS = 8 }; /* an accent on one letter of twelve */
    if (c->accented * ACCENTS > c->latin && c->words >= FEW_WORDS)
        return false;
    return c->foreign <= c->small || c->foreign * 30 < c->words;
}

static struct str tag_of(enum tongue t)
{
    static const char *const tags[TONGUES] = {"und",     "en",      "ko", "zh-Hans",
                                              "zh-Hant", "zh-Hans", "ja", "th"};
    return str_from_c(tags[t]);
}

struct str text_language(struct str s)
{
    struct counts c = counts_of(s);
    isize weight;
    enum tongue t = tongue_of(&c, &weight);
    count_words(&c, s);
    return tag_of(t == EN && !is_english(&c) ? UND : t);
}

static enum tongue heaviest(const isize *weights)
{
    enum tongue t = UND;
    for (int i = 0; i < TONGUES; i++)
        if (weights[i] > weights[t])
            t = (enum tongue)i;
    return t;
}

/* Of two versions of about the same length the main one is the one that stands first. */
static enum tongue main_tongue(const isize *weights, const isize *first)
{
    enum { TENTHS = 7 };
    enum tongue t = heaviest(weights), heavy = t;
    for (int i = UND + 1; i < TONGUES; i++)
        if (weights[i] * 10 >= weights[heavy] * TENTHS && first[i] < first[t])
            t = (enum tongue)i;
    return t;
}

struct str text_languages(struct str s, struct arena *a)
{
    enum { SEVENTH = 7, LEAST = 80, TAGS_MAX = 64 }; /* LEAST: forty letters, fourteen characters */
    isize weights[TONGUES] = {0}, first[TONGUES] = {0}, all = 0;
    struct counts latin = {0};
    struct str rest = s, line;
    while (str_line(&rest, &line)) {
        struct counts c = counts_of(line);
        isize weight;
        enum tongue t = tongue_of(&c, &weight);
        if (weights[t] == 0)
            first[t] = all;
        weights[t] += weight;
        all += weight;
        if (t == EN) {
            count_words(&latin, line);
            latin.latin += c.latin;
            latin.accented += c.accented;
        }
    }
    enum tongue zh = weights[HANT] > weights[HANS] ? HANT : HANS;
    if (weights[ZH] && (weights[zh] == 0 || first[ZH] < first[zh]))
        first[zh] = first[ZH];
    weights[zh] += weights[ZH];
    weights[ZH] = 0;
    if (!is_english(&latin)) {
        weights[UND] += weights[EN];
        weights[EN] = 0;
    }
    struct buf b = buf_in(a, TAGS_MAX);
    enum tongue t = main_tongue(weights, first);
    buf_add(&b, tag_of(t));
    weights[t] = 0;
    while (t != UND && (t = heaviest(weights)) != UND && weights[t] * SEVENTH >= all &&
           weights[t] >= LEAST) {
        buf_add_c(&b, '+');
        buf_add(&b, tag_of(t));
        weights[t] = 0;
    }
    return buf_str(&b);
}
