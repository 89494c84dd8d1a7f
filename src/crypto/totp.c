/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/crypto.h"

#include <liboath/oath.h>

enum { WINDOW = 1 /* steps before and after: RFC 6238 section 5.2 */, BASE32_BITS = 5 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool digits_take(char out[TOTP_DIGITS + 1], struct str code, struct err *err)
{
    isize n = 0;
    bool good = true;
    for (isize i = 0; i < code.n && good; i++) {
        if (code.p[i] == ' ')
            continue;
        good = is_digit(code.p[i]) && n < TOTP_DIGITS;
        if (good)
            out[n++] = code.p[i];
    }
    out[n] = 0;
    return (good && n == TOTP_DIGITS) || err_set(err, E_INVALID, "not six digits");
}

bool totp_check(int64_t *step, const struct secret *secret, int64_t now, int64_t last,
                struct str code, struct err *err)
{
    char digits[TOTP_DIGITS + 1];
    uint64_t counter = 0;
    int off = 0;
    ASSERT(secret->n >= 1);
    if (!digits_take(digits, code, err))
        return false;
    if (now < (int64_t)WINDOW * TOTP_SECONDS)
        return err_set(err, E_DENIED, "the clock stands at the beginning of 1970");
    int rc = oath_totp_validate4((const char *)secret->p, (size_t)secret->n, now, TOTP_SECONDS,
                                 OATH_TOTP_DEFAULT_START_TIME, WINDOW, &off, &counter, 0, digits);
    secret_wipe(digits, sizeof digits);
    if (rc == OATH_INVALID_OTP)
        return err_set(err, E_DENIED, "not a code of now");
    if (rc < 0)
        return err_set(err, E_IO, "liboath: error %d", rc);
    if ((int64_t)counter <= last)
        return err_set(err, E_CONFLICT, "a code that was used");
    *step = (int64_t)counter;
    return true;
}

struct str base32_write(struct arena *a, const uint8_t *bytes, isize n)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    isize all = 8 * n, chars = (all + BASE32_BITS - 1) / BASE32_BITS;
    char *out = NEWN(a, char, chars + 1);
    for (isize i = 0; i < chars; i++) {
        int v = 0;
        for (isize bit = i * BASE32_BITS; bit < (i + 1) * BASE32_BITS; bit++)
            v = v << 1 | (bit < all ? bytes[bit / 8] >> (7 - bit % 8) & 1 : 0);
        out[i] = letters[v];
    }
    return (struct str){out, chars};
}
