/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/particle.h"

#include "base/utf8.h"

enum {
    TEXT_MAX = 1 << 20,
    FIRST_SYLLABLE = 0xac00,
    LAST_SYLLABLE = 0xd7a3,
    FINALS = 28,
    RIEUL = 8
};

static const struct particle {
    const char *both, *after_consonant, *after_vowel;
    bool rieul_as_vowel;
} particles[] = {
    {"이(가)", "이", "가", false}, {"은(는)", "은", "는", false},    {"을(를)", "을", "를", false},
    {"과(와)", "과", "와", false}, {"으로(로)", "으로", "로", true},
};

/* The final consonant of what stands before byte i: its number, 0 for a vowel, -1 if not known. */
static int final_before(struct str s, isize i)
{
    /* zero, one, three, six, seven, eight and ten end in a consonant: yeong, il, sam... */
    static const int digits[] = {21, RIEUL, 0, 16, 0, 0, 1, RIEUL, RIEUL, 0};
    while (i > 0) {
        int32_t cp = utf8_prev(s, &i);
        if (cp == ')' || cp == '"' || cp == 0x201d || cp == 0x300d || cp == 0xff09)
            continue;
        if (cp >= FIRST_SYLLABLE && cp <= LAST_SYLLABLE)
            return (int)(cp - FIRST_SYLLABLE) % FINALS;
        return cp >= '0' && cp <= '9' ? digits[cp - '0'] : -1;
    }
    return -1;
}

struct str korean_particles(struct str text, struct arena *a)
{
    struct buf b = buf_in(a, TEXT_MAX);
    for (isize i = 0; i < text.n;) {
        const struct particle *p = NULL;
        for (isize k = 0; !p && k < COUNTOF(particles); k++)
            if (str_starts(str_part(text, i, text.n), str_from_c(particles[k].both)))
                p = &particles[k];
        int final = p ? final_before(text, i) : -1;
        if (p && final >= 0) {
            bool vowel = final == 0 || (p->rieul_as_vowel && final == RIEUL);
            buf_add(&b, str_from_c(vowel ? p->after_vowel : p->after_consonant));
            i += str_from_c(p->both).n;
        } else {
            buf_add_c(&b, text.p[i++]);
        }
    }
    return buf_str(&b);
}
