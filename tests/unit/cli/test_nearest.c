/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/nearest.h"
#include "test.h"

TEST(the_distance_counts_insertions_deletions_changes_and_swaps)
{
    CHECK_INT(word_distance(S("add"), S("add")), 0);
    CHECK_INT(word_distance(S(""), S("add")), 3);
    CHECK_INT(word_distance(S("hlep"), S("help")), 1);
    CHECK_INT(word_distance(S("kitten"), S("sitting")), 3); /* the textbook's example */
    CHECK_INT(word_distance(S("ca"), S("abc")), 3); /* optimal string alignment, not unrestricted */
}

TEST(the_distance_is_symmetric_and_obeys_the_lengths)
{
    for (int i = 0; i < 3000; i++) {
        struct str a = test_random_text(t, 40), b = test_random_text(t, 40);
        int d = word_distance(a, b);
        isize longer = a.n > b.n ? a.n : b.n, shorter = a.n + b.n - longer;
        CHECK_INT(d, word_distance(b, a));
        CHECK(d >= longer - shorter && d <= longer);
        CHECK((d == 0) == str_eq(a, b));
    }
}

static struct str guess(struct str typed)
{
    static const char *const words[] = {"add", "accept", "letter", "list", "link", "passphrase"};
    struct nearest n = {.typed = typed};
    for (isize i = 0; i < COUNTOF(words); i++)
        nearest_try(&n, str_from_c(words[i]));
    return n.word;
}

TEST(what_was_meant_is_guessed_only_when_it_is_near)
{
    CHECK_STR(guess(S("ad")), S("add"));
    CHECK_STR(guess(S("leter")), S("letter"));
    CHECK_STR(guess(S("lsit")), S("list"));
    CHECK_STR(guess(S("pass")), S("passphrase"));
    CHECK_STR(guess(S("zzzz")), S(""));
    CHECK_STR(guess(S("")), S(""));
    CHECK_STR(guess(S("a-word-that-is-much-longer-than-any-command-could-be")), S(""));
}
