/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proquints: D. S. Wilkerson, "A Proposal for Proquints", arXiv:0901.4016. */
#include "crypto/crypto.h"

#include <string.h>

enum { WORD_N = 5, BYTES_MAX = 64, WORDS_MAX = BYTES_MAX / 2 + 1, SHOWN_MAX = 40 };

static const char consonants[] = "bdfghjklmnprstvz"; /* 4 bits each */
static const char vowels[] = "aiou";                 /* 2 bits each */

static bool is_vowel_place(int i)
{
    return i % 2 == 1;
}

static void word_from_number(char out[WORD_N], uint16_t v)
{
    int shift = 16;
    for (int i = 0; i < WORD_N; i++) {
        shift -= is_vowel_place(i) ? 2 : 4;
        out[i] = is_vowel_place(i) ? vowels[v >> shift & 3] : consonants[v >> shift & 15];
    }
}

static bool word_to_number(uint16_t *out, const char word[WORD_N])
{
    unsigned v = 0;
    for (int i = 0; i < WORD_N; i++) {
        const char *set = is_vowel_place(i) ? vowels : consonants;
        const char *at = word[i] ? strchr(set, word[i]) : NULL;
        if (!at)
            return false;
        v = v << (is_vowel_place(i) ? 2 : 4) | (unsigned)(at - set);
    }
    *out = (uint16_t)v;
    return true;
}

static uint16_t check_of(const uint8_t *bytes, isize n)
{
    struct hash h = hash_sha256_2((struct str){"cairn.words.v1", sizeof "cairn.words.v1"},
                                  (struct str){(const char *)bytes, n});
    return (uint16_t)(h.b[0] << 8 | h.b[1]);
}

struct str words_write(struct arena *a, const uint8_t *bytes, isize n)
{
    ASSERT(n > 0 && n % 2 == 0 && n <= BYTES_MAX);
    isize words = n / 2 + 1;
    char *out = NEWN(a, char, words *(WORD_N + 1));
    for (isize i = 0; i < words; i++) {
        uint16_t v =
            i < n / 2 ? (uint16_t)(bytes[2 * i] << 8 | bytes[2 * i + 1]) : check_of(bytes, n);
        word_from_number(out + i * (WORD_N + 1), v);
        out[i * (WORD_N + 1) + WORD_N] = '-';
    }
    return (struct str){out, words * (WORD_N + 1) - 1};
}

struct spoken {
    char letters[WORDS_MAX * WORD_N];
    isize n; /* letters so far */
    isize want;
    isize wrong; /* the word that is to blame, from 1; 0: none, or not one alone */
};

/* What is no ASCII is never part of a word: no-break and wide spaces, hyphens that a PDF was copied
 * with. Should it stand in place of a letter, the word falls apart and is refused. */
static bool is_between(char c)
{
    return (unsigned char)c >= 0x80 || c == ' ' || c == '-' || c == '\n' || c == '\r' ||
           c == '\t' || c == ',' || c == '.';
}

/* The wrong word goes into the detail only: it is part of a secret. */
static bool bad_word(struct spoken *s, struct err *err, isize number, struct str word)
{
    s->wrong = number <= s->want ? number : 0; /* one too many is not a wrong one */
    err_set(err, E_INVALID, "word %td is not a word of this kind", number);
    return err_detail(err, "%.*s", (int)(word.n < SHOWN_MAX ? word.n : SHOWN_MAX), word.p);
}

/* One run of letters: a word, or several written together. */
static bool add_run(struct spoken *s, struct str run, struct err *err)
{
    isize number = s->n / WORD_N + 1;
    if (run.n % WORD_N)
        return bad_word(s, err, number, run);
    for (isize i = 0; i < run.n; i++) {
        if (s->n == s->want * WORD_N)
            return err_set(err, E_INVALID, "more than %td words", s->want);
        char c = run.p[i];
        s->letters[s->n++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    uint16_t v;
    for (isize i = 0; i < run.n; i += WORD_N)
        if (!word_to_number(&v, s->letters + s->n - run.n + i))
            return bad_word(s, err, number + i / WORD_N, str_part(run, i, i + WORD_N));
    return true;
}

static bool spoken_parse(struct spoken *s, struct str words, struct err *err)
{
    isize from = 0;
    for (isize i = 0; i <= words.n; i++) {
        if (i < words.n && !is_between(words.p[i]))
            continue;
        if (i > from && !add_run(s, str_part(words, from, i), err))
            return false;
        from = i + 1;
    }
    if (s->n != s->want * WORD_N)
        return err_set(err, E_INVALID, "%td words, not %td", s->n / WORD_N, s->want);
    return true;
}

/* Every word is well formed: the bytes, and whether the check word fits them. */
static bool spoken_bytes(uint8_t *bytes, isize n, const struct spoken *s)
{
    uint16_t v = 0;
    for (isize i = 0; i < s->want; i++) {
        if (!word_to_number(&v, s->letters + i * WORD_N))
            return false;
        if (i < n / 2) {
            bytes[2 * i] = (uint8_t)(v >> 8);
            bytes[2 * i + 1] = (uint8_t)v;
        }
    }
    return v == check_of(bytes, n);
}

/*
 * Which word holds the one wrong letter? Try every other letter in every place: a wrong guess
 * passes the 16-bit check once in 65536, so if guesses that pass all lie in one word, it is that
 * one. -1 if none, or more than one, comes in question.
 */
static isize find_slip(struct spoken s, isize n)
{
    uint8_t bytes[BYTES_MAX];
    isize found = -1;
    bool one = true;
    for (isize i = 0; i < s.n; i++) {
        char was = s.letters[i];
        for (const char *c = is_vowel_place((int)(i % WORD_N)) ? vowels : consonants; *c; c++) {
            s.letters[i] = *c;
            if (!spoken_bytes(bytes, n, &s))
                continue;
            one = one && (found < 0 || found == i / WORD_N);
            found = i / WORD_N;
        }
        s.letters[i] = was;
    }
    secret_wipe(bytes, sizeof bytes);
    secret_wipe(&s, sizeof s);
    return one ? found : -1;
}

bool words_parse(uint8_t *bytes, isize n, isize *wrong, struct str words, struct err *err)
{
    ASSERT(n > 0 && n % 2 == 0 && n <= BYTES_MAX);
    struct spoken s = {.want = n / 2 + 1};
    uint8_t got[BYTES_MAX];
    bool ok = spoken_parse(&s, words, err);
    if (ok && spoken_bytes(got, n, &s)) {
        memcpy(bytes, got, (size_t)n);
    } else if (ok) {
        isize slip = find_slip(s, n);
        ok = slip >= 0
                 ? bad_word(&s, err, slip + 1, (struct str){s.letters + slip * WORD_N, WORD_N})
                 : err_set(err, E_INVALID, "the %td words do not belong together", s.want);
    }
    *wrong = s.wrong;
    secret_wipe(&s, sizeof s);
    secret_wipe(got, sizeof got);
    return ok;
}
