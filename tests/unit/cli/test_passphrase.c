/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/passphrase.h"
#include "sys/fake.h"
#include "sys/file.h"
#include "test.h"

static struct run run_with_file(struct test *t, struct sys_fake *fake, struct str bytes)
{
    crypto_init();
    sys_fake_init(fake, 1000, 1);
    struct run r = {.sys = &fake->sys, .a = t->a};
    r.passphrase_file = str_format(t->a, "%s/passphrase", t->dir);
    CHECK_OK(file_write(r.sys, r.passphrase_file, bytes, 0600, &err));
    return r;
}

static struct str asked(struct test *t, struct str bytes)
{
    struct sys_fake fake;
    struct run r = run_with_file(t, &fake, bytes);
    struct secret s = {0};
    CHECK_OK(passphrase_ask(&s, &r, "", &err));
    struct str copy = str_copy(t->a, (struct str){(const char *)s.p, s.n});
    secret_drop(&s);
    return copy;
}

TEST(a_passphrase_is_the_first_line_of_its_file)
{
    CHECK_STR(asked(t, S("six words\nnot this\n")), S("six words"));
    CHECK_STR(asked(t, S("six words\r\n")), S("six words"));
    CHECK_STR(asked(t, S("여섯 낱말")), S("여섯 낱말"));
    CHECK_STR(asked(t, S(" with spaces ")), S(" with spaces "));
}

TEST(a_passphrase_has_its_limits)
{
    struct sys_fake fake;
    struct secret s = {0};
    struct run r = run_with_file(t, &fake, S("\nsecond line"));
    CHECK_FAILS(passphrase_ask(&s, &r, "", &err), E_USAGE);
    char *long_one = NEWN(t->a, char, PASSPHRASE_MAX + 1);
    for (isize i = 0; i < PASSPHRASE_MAX + 1; i++)
        long_one[i] = 'x';
    r = run_with_file(t, &fake, (struct str){long_one, PASSPHRASE_MAX + 1});
    CHECK_FAILS(passphrase_ask(&s, &r, "", &err), E_LIMIT);
    CHECK(!s.p);
    CHECK_INT(asked(t, (struct str){long_one, PASSPHRASE_MAX}).n, PASSPHRASE_MAX);
}

TEST(a_new_passphrase_must_not_be_short)
{
    struct sys_fake fake;
    struct secret s = {0};
    struct run r = run_with_file(t, &fake, S("short\n"));
    CHECK_FAILS(passphrase_ask_new(&s, &r, "", &err), E_USAGE);
    r = run_with_file(t, &fake, S("long enough for us\n"));
    CHECK_OK(passphrase_ask_new(&s, &r, "", &err));
    CHECK_INT(s.n, 18);
    secret_drop(&s);
}

TEST(a_passphrase_file_that_cannot_be_read_is_an_error)
{
    struct sys_fake fake;
    struct run r = run_with_file(t, &fake, S("long enough for us\n"));
    int64_t calls = fake.calls;
    struct secret s = {0};
    CHECK_OK(passphrase_ask(&s, &r, "", &err));
    secret_drop(&s);
    int64_t of_one = fake.calls - calls;
    CHECK(of_one >= 2); /* open, read */
    for (int64_t i = 1; i <= of_one; i++) {
        struct err err = {0};
        fake.calls = 0;
        fake.fail_at = i;
        if (passphrase_ask(&s, &r, "", &err))
            secret_drop(&s);
        else
            CHECK(err.code != E_NONE && !s.p);
    }
    fake.fail_at = 0;
    r.passphrase_file = S("/nowhere/at/all");
    CHECK_FAILS(passphrase_ask(&s, &r, "", &err), E_NOTFOUND);
}
