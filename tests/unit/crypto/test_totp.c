/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/crypto.h"
#include "test.h"

__attribute__((constructor)) static void start(void)
{
    crypto_init();
}

/* RFC 6238 appendix B, SHA-1; six digits are the last six of its eight. */
static const struct {
    int64_t time;
    const char *code;
} vectors[] = {
    {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
    {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"},
};

static struct secret rfc_secret(void)
{
    return secret_from("12345678901234567890", 20);
}

TEST(the_codes_of_rfc_6238_are_right_for_their_half_minute_and_its_neighbours)
{
    AUTO(secret_drop) struct secret key = rfc_secret();
    for (isize i = 0; i < COUNTOF(vectors); i++) {
        struct str code = str_from_c(vectors[i].code);
        int64_t own = vectors[i].time / TOTP_SECONDS, step = 0;
        for (int64_t off = -3; off <= 3; off++) {
            int64_t now = vectors[i].time + off * TOTP_SECONDS;
            if (off < -1 || off > 1) {
                if (now > 0)
                    CHECK_FAILS(totp_check(&step, &key, now, 0, code, &err), E_DENIED);
                continue;
            }
            if (now < TOTP_SECONDS)
                continue;
            CHECK_OK(totp_check(&step, &key, now, 0, code, &err));
            CHECK_INT(step, own);
        }
    }
}

TEST(a_code_is_good_once)
{
    AUTO(secret_drop) struct secret key = rfc_secret();
    int64_t step = 0;
    CHECK_OK(totp_check(&step, &key, 1111111109, 0, S("081804"), &err));
    CHECK_FAILS(totp_check(&step, &key, 1111111109, step, S("081804"), &err), E_CONFLICT);
    CHECK_FAILS(totp_check(&step, &key, 1111111111, step + 1, S("081804"), &err), E_CONFLICT);
    CHECK_OK(totp_check(&step, &key, 1111111111, step, S("050471"), &err));
}

TEST(what_is_not_six_digits_is_told_apart_from_a_wrong_code)
{
    AUTO(secret_drop) struct secret key = rfc_secret();
    static const char *const bad[] = {"",       "28708",  "2870821", "28708a",
                                      "-28708", "287.82", "+28708",  "287082\n"};
    int64_t step = 7;
    for (isize i = 0; i < COUNTOF(bad); i++)
        CHECK_FAILS(totp_check(&step, &key, 59, 0, str_from_c(bad[i]), &err), E_INVALID);
    CHECK_FAILS(totp_check(&step, &key, 59, 0, S("287083"), &err), E_DENIED);
    CHECK_FAILS(totp_check(&step, &key, 3, 0, S("287082"), &err), E_DENIED);
    CHECK_INT(step, 7);
    CHECK_OK(totp_check(&step, &key, 59, 0, S(" 287 082 "), &err));
}

/* RFC 4648 section 10. */
TEST(base32_is_as_telephones_take_it)
{
    static const char *const vectors32[][2] = {{"", ""},
                                               {"f", "MY"},
                                               {"fo", "MZXQ"},
                                               {"foo", "MZXW6"},
                                               {"foob", "MZXW6YQ"},
                                               {"fooba", "MZXW6YTB"},
                                               {"foobar", "MZXW6YTBOI"}};
    for (isize i = 0; i < COUNTOF(vectors32); i++) {
        struct str s = str_from_c(vectors32[i][0]);
        CHECK_STR(base32_write(t->a, (const uint8_t *)s.p, s.n), str_from_c(vectors32[i][1]));
    }
}
