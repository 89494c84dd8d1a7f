/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/width.h"
#include "letters.h"

static struct str text_of(const struct paper_letter *l, struct arena *a)
{
    struct str text = {0};
    CHECK_OK(paper_letter_text(&text, l, a, &err));
    return text;
}

TEST(a_letter_reads_well_as_plain_text)
{
    struct paper_letter l = letter_full(t->a);
    l.draft = l.demonstration = true;
    CHECK_STR(text_of(&l, t->a),
              S("*** DRAFT, not to be sent. Facts not checked: 2 ***\n"
                "*** DEMONSTRATION: the persons and events here are invented ***\n"
                "\n"
                "Lantern Bridge Network\n"
                "21 Eunhaeng-gil\n"
                "Seoul 03700\n"
                "\n"
                "Our number: LBN 24/017\n"
                "Seoul, 4 March 2024\n"
                "\n"
                "The Governor\n"
                "Provincial People’s Government\n"
                "Changchun 130051\n"
                "(Address NOT CONFIRMED)\n"
                "\n"
                "Appeal for nine people\n"
                "\n"
                "Your Excellency,\n"
                "\n"
                "I write about nine people[1] held since the night of 9 October 2023\n"
                "[not checked][2] in 활산(活山) [not checked].\n"
                "\n"
                "I met the mother of one of them.\n"
                "\n"
                "What the law asks\n"
                "\n"
                "    No Contracting State shall expel or return a refugee.[3]\n"
                "\n"
                " 1. return nobody\n"
                "\n"
                " 2. let UNHCR speak with each of them[4]\n"
                "\n"
                " 3. return nobody\n"
                "\n"
                "請不要遣返這九個人。\n"
                "\n"
                "Respectfully yours,\n"
                "\n"
                "Mara Oyelaran-Lind\n"
                "Chair\n"
                "\n"
                "한서윤\n"
                "Coordinator\n"
                "\n"
                "Copies to:\n"
                "UNHCR Representation\n"
                "\n"
                "--------------------\n"
                " [1] List of the nine, third version.\n"
                " [2] Call of a neighbour, https://monitor.example/raid.\n"
                " [3] Geneva, 28 July 1951.\n"
                " [4] Agreement of 1 December 1995.\n"
                "\n"
                "*** DRAFT, not to be sent. Facts not checked: 2 ***\n"
                "*** DEMONSTRATION: the persons and events here are invented ***\n"));
}

TEST(no_line_is_wider_than_the_margin)
{
    static const char *const words[] = {
        "of ", "border ", "활산에서 ", "難民地位公約", "。", "(x)", "—", "e\xcc\x81 ", "\n"};
    for (int i = 0; i < 200; i++) {
        static const char *const langs[] = {"en", "ko", "zh-Hant"};
        struct paper_letter l = {.lang = str_from_c(langs[i % 3])};
        struct paper_block *b = letter_block(&l, (enum paper_block_kind)test_random(t, 4), t->a);
        b->number = 1;
        for (int k = 0; k < 90; k++)
            block_run(b, words[test_random(t, COUNTOF(words))], t->a)->style =
                test_random(t, 9) ? PAPER_PLAIN : PAPER_FACT;
        struct str rest = text_of(&l, t->a), line;
        while (str_line(&rest, &line)) {
            CHECK(!str_ends(line, S(" ")));
            if (text_columns(line) > 72 &&
                !str_starts(l.lang, S("ko"))) /* a Korean word is kept whole */
                test_fail(__FILE__, __LINE__, "%td columns: %.*s", text_columns(line), FS(line));
        }
        arena_clear(t->a);
    }
}

TEST(addresses_of_pages_are_not_broken)
{
    struct paper_letter l = {.lang = S("en")};
    struct paper_block *b = letter_block(&l, PAPER_PARAGRAPH, t->a);
    block_run(b,
              "What was written on the day after the night of the raid can still be read at "
              "https://monitor.example/2023/10/a-night-in-hwalsan/with-a-long-path?and=more, and "
              "was seen.",
              t->a);
    CHECK(str_find(
              text_of(&l, t->a),
              S("https://monitor.example/2023/10/a-night-in-hwalsan/with-a-long-path?and=more,")) >=
          0);
}

TEST(the_text_of_a_letter_has_the_limits_of_the_letter)
{
    struct str text = S("untouched");
    struct paper_letter l = letter_full(t->a);
    for (isize i = 0; i <= PAPER_BLOCKS_MAX; i++)
        letter_block(&l, PAPER_PARAGRAPH, t->a);
    CHECK_FAILS(paper_letter_text(&text, &l, t->a, &err), E_LIMIT);
    CHECK_STR(text, S("untouched"));
}
