/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A lower bound of the guesses that a passphrase costs somebody who knows how people choose, in the
 * manner of D. Wheeler, "zxcvbn", USENIX Security 2016: runs of letters are words out of a list,
 * repetition and the order of the alphabet, the digits or the keyboard cost next to nothing, years
 * are few. Small on purpose, and always on the low side: who types random letters is told less than
 * they are worth.
 */
#include "base/utf8.h"
#include "web/door.h"

enum {
    WORD_BITS = 11,  /* one of the 2,048 words that people choose most */
    LETTER_BITS = 3, /* each letter of a word beyond the seventh */
    KNOWN_LETTERS = 7,
    SYMBOL_BITS = 4,
    DIGIT_BITS = 3,
    YEAR_BITS = 7,
    HAN_BITS = 7, /* a character of Korean or Chinese, which stand in words as well */
    FAIR = 44,
    STRONG = 60
};

enum kind { KIND_LETTER, KIND_DIGIT, KIND_HAN, KIND_SYMBOL };

static enum kind kind_of(int32_t c)
{
    if (c >= '0' && c <= '9')
        return KIND_DIGIT;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c < 0x1100))
        return KIND_LETTER;
    return c >= 0x1100 ? KIND_HAN : KIND_SYMBOL;
}

static int32_t small(int32_t c)
{
    return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
}

/* The same again, the next in order, or a neighbour on the keyboard. */
static bool follows(int32_t before, int32_t c)
{
    static const char rows[] = "qwertyuiop asdfghjkl zxcvbnm 1234567890";
    int32_t a = small(before), b = small(c);
    if (a == b || a + 1 == b || a - 1 == b)
        return true;
    for (isize i = 0; i + 1 < (isize)sizeof rows - 1; i++)
        if ((rows[i] == a && rows[i + 1] == b) || (rows[i] == b && rows[i + 1] == a))
            return true;
    return false;
}

static bool is_year(struct str run)
{
    return run.n == 4 && (str_starts(run, S("19")) || str_starts(run, S("20")));
}

/* One run of one kind: n characters, of which 'new' do not follow from the one before. */
static int run_bits(enum kind kind, struct str run, int n, int fresh)
{
    switch (kind) {
    case KIND_DIGIT: return is_year(run) ? YEAR_BITS : DIGIT_BITS * fresh + 1;
    case KIND_HAN: return HAN_BITS * fresh;
    case KIND_SYMBOL: return run.n == 1 && run.p[0] == ' ' ? 0 : SYMBOL_BITS * fresh;
    default: break;
    }
    int most = LETTER_BITS * fresh + 2; /* "aaaaaa" and "abcdef" are no words */
    int word = WORD_BITS + (n > KNOWN_LETTERS ? LETTER_BITS * (n - KNOWN_LETTERS) : 0);
    return word < most ? word : most;
}

/* A run that was there before costs its finder nothing more. */
static bool was_before(struct str whole, struct str run)
{
    struct str before = {whole.p, run.p - whole.p};
    return run.n > 2 && str_find(before, run) >= 0;
}

int passphrase_bits(struct str passphrase)
{
    int bits = 0;
    isize at = 0;
    while (at < passphrase.n) {
        isize from = at, next = at;
        int32_t before = -1;
        int n = 0, fresh = 0;
        int32_t c = utf8_next(passphrase, &next);
        enum kind kind = kind_of(c);
        while (at < passphrase.n && kind_of(c) == kind) {
            fresh += before < 0 || !follows(before, c);
            n++;
            before = c;
            at = next;
            c = at < passphrase.n ? utf8_next(passphrase, &next) : 0;
        }
        struct str run = str_part(passphrase, from, at);
        bits += was_before(passphrase, run) ? 1 : run_bits(kind, run, n, fresh);
    }
    return bits;
}

enum door_strength passphrase_strength(struct str passphrase)
{
    int bits = passphrase_bits(passphrase);
    if (bits >= STRONG)
        return STRENGTH_STRONG;
    return bits >= FAIR ? STRENGTH_FAIR : STRENGTH_WEAK;
}
