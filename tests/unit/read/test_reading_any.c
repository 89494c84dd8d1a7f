/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Properties of readings of any text. */
#include "read_samples.h"

#include "base/utf8.h"

static bool is_border(struct str text, isize at)
{
    return at == text.n || ((unsigned char)text.p[at] & 0xc0) != 0x80;
}

static void from_check(const struct read_from *f, struct str text)
{
    struct read_span s = f->span;
    CHECK(f->rule != NULL && f->version > 0 && f->score >= 0 && f->score <= 1000);
    if (s.start == 0 && s.end == 0)
        return;
    CHECK(s.start >= 0 && s.start < s.end && s.end <= text.n);
    CHECK(is_border(text, s.start) && is_border(text, s.end));
    char first = text.p[s.start], last = text.p[s.end - 1];
    CHECK(first != ' ' && first != '\n' && last != ' ' && last != '\n');
}

#define LIST_CHECK(list, text)                                                                     \
    do {                                                                                           \
        CHECK((list).n <= READING_ITEMS_MAX);                                                      \
        for (isize i_ = 0; i_ < (list).n; i_++)                                                    \
            from_check(&(list).at[i_].from, text);                                                 \
    } while (0)

static void reading_check(const struct reading *r, struct str text)
{
    LIST_CHECK(r->symbols, text);
    LIST_CHECK(r->copies, text);
    LIST_CHECK(r->senders, text);
    LIST_CHECK(r->recipients, text);
    LIST_CHECK(r->signatories, text);
    LIST_CHECK(r->norms, text);
    LIST_CHECK(r->bodies, text);
    LIST_CHECK(r->events, text);
    LIST_CHECK(r->figures, text);
    LIST_CHECK(r->persons, text);
    LIST_CHECK(r->places, text);
    LIST_CHECK(r->asks, text);
}

static void any_check(struct test *t, struct str text)
{
    struct reading r = {0};
    struct err err = {0};
    if (!utf8_is_valid(text))
        return;
    CHECK(reading_make(&r, text, t->a, &err));
    reading_check(&r, text);
    struct buf b = buf_in(t->a, 1 << 24);
    struct json j = json_to(&b);
    reading_write_json(&j, &r, text);
    CHECK(!b.full && j.depth == 0);
}

static const char *const samples[] = {sample_letter, sample_action, sample_joint, sample_korean,
                                      sample_chinese};

TEST(spans_stand_on_whole_characters)
{
    for (isize i = 0; i < COUNTOF(samples); i++)
        any_check(t, str_from_c(samples[i]));
}

TEST(a_letter_cut_anywhere_is_read)
{
    for (isize i = 0; i < COUNTOF(samples); i++) {
        struct str s = str_from_c(samples[i]);
        for (int k = 0; k < 12; k++) {
            isize from = (isize)test_random(t, (uint64_t)s.n), n = (isize)test_random(t, 400);
            while (!is_border(s, from))
                from--;
            struct str part = str_part(s, from, from + n);
            while (!is_border(s, from + part.n))
                part.n--;
            any_check(t, part);
            arena_clear(t->a);
        }
    }
}

/* Lines of letters in a random order, and pieces of them glued together. */
TEST(letters_in_pieces_are_read)
{
    for (int n = 0; n < 40; n++) {
        struct buf b = buf_in(t->a, 1 << 14);
        for (int k = 0; k < 30; k++) {
            struct str rest = str_from_c(samples[test_random(t, COUNTOF(samples))]), line = {0};
            for (uint64_t skip = test_random(t, 30); skip > 0 && str_line(&rest, &line); skip--)
                continue;
            buf_add(&b, line);
            buf_add(&b, test_random(t, 3) ? S("\n") : S(" "));
        }
        any_check(t, buf_str(&b));
        arena_clear(t->a);
    }
}

TEST(random_bytes_made_text_are_read)
{
    for (int n = 0; n < 60; n++) {
        struct str raw = test_random_text(t, 300);
        struct buf b = buf_in(t->a, 4000);
        for (isize i = 0; i < raw.n;) {
            int32_t c = utf8_next(raw, &i);
            if (c != UTF8_BAD)
                utf8_add(&b, c);
        }
        any_check(t, buf_str(&b));
        arena_clear(t->a);
    }
}

TEST(nothing_is_read_from_nothing)
{
    struct reading r = {0};
    CHECK_OK(reading_make(&r, S(""), t->a, &err));
    CHECK_INT(r.persons.n + r.places.n + r.asks.n + r.events.n, 0);
    CHECK_OK(reading_make(&r, S("\n \n\xc2\xa0\n...\n"), t->a, &err));
    CHECK_INT(r.persons.n + r.places.n + r.asks.n + r.events.n, 0);
}

/* What a rule might look at again and again, many times over: reading stays linear. */
TEST(endless_texts_are_read_in_time)
{
    static const char *const pieces[] = {
        "we urge ",
        "“we urge you ",
        "Mr. ",
        "Minister of ",
        "President Xi ",
        "Article 3, ",
        "articles 1, 2, ",
        "the Convention ",
        "CEDAW and ",
        "Dear Minister,\n",
        "Network Alliance, ",
        "(NKnet)Norwegian ",
        "between 1 and ",
        "hundred ",
        "on 4 May ",
        "一",
        "三十",
        "이",
        "王小明和",
        "김철수 씨 ",
        "2017년 ",
        "arrested 10 people in China, ",
        "de la ",
        "Signed:\n",
        "Sincerely,\n",
        "To: Mr Wang Li\n",
        "APPEALS TO:\n",
        "cc: Anna Berg\n",
        "- urging them to stop;\n",
        "A/HRC/",
        "(((((",
        "。",
    };
    enum { SIZE = 100000 };
    for (isize k = 0; k < COUNTOF(pieces); k++) {
        struct buf b = buf_in(t->a, SIZE + 100);
        while (b.n < SIZE)
            buf_add(&b, str_from_c(pieces[k]));
        struct reading r = {0};
        CHECK_OK(reading_make(&r, buf_str(&b), t->a, &err));
        reading_check(&r, buf_str(&b));
        arena_clear(t->a);
    }
}
