/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web_test.h"

static const struct session_who writer = {7, RIGHT_WRITE};

static void ready(struct sessions *s, struct sys_fake *f)
{
    crypto_init();
    sys_fake_init(f, CLOCK, 1);
    sessions_open(s, &f->sys, &session_rules_usual);
}

TEST(a_session_lives_until_it_is_idle_too_long)
{
    struct sessions s;
    struct sys_fake f;
    struct session got;
    ready(&s, &f);
    struct str cookie = session_begin(&s, writer, NULL, t->a);
    CHECK_INT(cookie.n, SESSION_ID_HEX);
    f.clock += s.rules.idle;
    CHECK(session_find(&got, &s, cookie));
    CHECK_INT(got.who.member, 7);
    CHECK_INT(got.who.right, RIGHT_WRITE);
    f.clock += s.rules.idle;
    CHECK(session_find(&got, &s, cookie)); /* looking counted as use */
    f.clock += s.rules.idle + 1;
    CHECK(!session_find(&got, &s, cookie));
    f.clock -= 1;
    CHECK(!session_find(&got, &s, cookie)); /* gone, not asleep */
    sessions_close(&s);
}

TEST(a_session_ends_at_its_longest_time_however_busy)
{
    struct sessions s;
    struct sys_fake f;
    struct session got;
    ready(&s, &f);
    struct str cookie = session_begin(&s, writer, NULL, t->a);
    for (int64_t at = 0; at < s.rules.longest - 600; at += 600) {
        f.clock += 600;
        CHECK(session_find(&got, &s, cookie));
    }
    f.clock += 700;
    CHECK(!session_find(&got, &s, cookie));
    sessions_close(&s);
}

TEST(a_clock_set_back_ends_sessions)
{
    struct sessions s;
    struct sys_fake f;
    struct session got;
    ready(&s, &f);
    struct str cookie = session_begin(&s, writer, NULL, t->a);
    f.clock -= 1;
    CHECK(!session_find(&got, &s, cookie));
    sessions_close(&s);
}

TEST(signing_in_gives_a_new_session_and_ends_the_old)
{
    struct sessions s;
    struct sys_fake f;
    struct session old, got;
    ready(&s, &f);
    struct str first = session_begin(&s, writer, NULL, t->a);
    CHECK(session_find(&old, &s, first));
    struct str second = session_begin(&s, writer, &old, t->a);
    CHECK(!str_eq(first, second));
    CHECK(!session_find(&got, &s, first) && session_find(&got, &s, second));
    CHECK_INT(session_count(&s), 1);
    sessions_close(&s);
}

TEST(the_cookie_itself_is_not_kept)
{
    struct sessions s;
    struct sys_fake f;
    ready(&s, &f);
    struct str cookie = session_begin(&s, writer, NULL, t->a);
    uint8_t raw[HASH_N];
    struct err err = {0};
    CHECK(str_from_hex(raw, HASH_N, cookie, &err));
    struct str memory = {(const char *)&s, (isize)sizeof s};
    CHECK(str_find(memory, cookie) < 0);
    CHECK(str_find(memory, (struct str){(const char *)raw, HASH_N}) < 0);
    sessions_close(&s);
}

TEST(a_link_opens_once_and_for_five_minutes)
{
    struct sessions s;
    struct sys_fake f;
    struct session_who who = {0};
    ready(&s, &f);
    struct str link = session_link(&s, writer, t->a);
    CHECK_FAILS(session_from_link(&who, &s, S("00"), &err), E_DENIED);
    CHECK_OK(session_from_link(&who, &s, link, &err));
    CHECK_INT(who.member, 7);
    CHECK_FAILS(session_from_link(&who, &s, link, &err), E_DENIED);
    link = session_link(&s, writer, t->a);
    struct str newer = session_link(&s, writer, t->a);
    CHECK_FAILS(session_from_link(&who, &s, link, &err), E_DENIED);
    f.clock += s.rules.link;
    CHECK_FAILS(session_from_link(&who, &s, newer, &err), E_DENIED);
    sessions_close(&s);
}

TEST(an_unset_link_is_never_good)
{
    struct sessions s;
    struct sys_fake f;
    struct session_who who;
    ready(&s, &f);
    CHECK_FAILS(session_from_link(&who, &s, S(""), &err), E_DENIED);
    sessions_close(&s);
}

TEST(lock_ends_all_sessions_and_links)
{
    struct sessions s;
    struct sys_fake f;
    struct session got;
    struct session_who who;
    ready(&s, &f);
    struct str one = session_begin(&s, writer, NULL, t->a);
    struct str two = session_begin(&s, writer, NULL, t->a);
    struct str link = session_link(&s, writer, t->a);
    session_end_all(&s);
    CHECK(!session_find(&got, &s, one) && !session_find(&got, &s, two));
    CHECK_FAILS(session_from_link(&who, &s, link, &err), E_DENIED);
    CHECK_INT(session_count(&s), 0);
    sessions_close(&s);
}

TEST(when_all_places_are_taken_the_longest_idle_goes)
{
    struct sessions s;
    struct sys_fake f;
    struct session got;
    ready(&s, &f);
    struct str first = session_begin(&s, writer, NULL, t->a);
    f.clock++;
    struct str second = session_begin(&s, writer, NULL, t->a);
    for (int i = 2; i < SESSIONS_MAX; i++)
        session_begin(&s, writer, NULL, t->a);
    CHECK_INT(session_count(&s), SESSIONS_MAX);
    f.clock++;
    session_begin(&s, writer, NULL, t->a);
    CHECK(!session_find(&got, &s, first) && session_find(&got, &s, second));
    sessions_close(&s);
}

TEST(wrong_passphrases_lead_to_a_pause)
{
    struct sessions s;
    struct sys_fake f;
    ready(&s, &f);
    for (int i = 0; i < s.rules.wrong_tries; i++) {
        CHECK_OK(session_may_try(&s, &err));
        session_tried(&s, false);
    }
    CHECK_FAILS(session_may_try(&s, &err), E_DENIED);
    f.clock += s.rules.pause;
    CHECK_OK(session_may_try(&s, &err));
    session_tried(&s, true);
    session_tried(&s, false);
    CHECK_OK(session_may_try(&s, &err));
    sessions_close(&s);
}
