/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/list.h"
#include "letters.h"

static struct pdf_text read_letter(const struct paper_letter *l, struct arena *a)
{
    struct str pdf;
    CHECK_OK(paper_letter_pdf(&pdf, l, a, &err));
    pdf_check(pdf);
    return pdf_read(pdf, a);
}

TEST(a_letter_has_all_its_parts)
{
    struct paper_letter l = letter_full(t->a);
    struct pdf_text r = read_letter(&l, t->a);
    static const char *const parts[] = {"Lantern Bridge Network",
                                        "Seoul 03700",
                                        "LBN 24/017",
                                        "Seoul, 4 March 2024",
                                        "The Governor",
                                        "Changchun 130051",
                                        "Address NOT CONFIRMED",
                                        "Appeal for nine people",
                                        "Your Excellency,",
                                        "I write about nine people",
                                        "활산(活山) [not checked]",
                                        "I met the mother of one of them.",
                                        "What the law asks",
                                        "No Contracting State shall expel",
                                        "1.return nobody",
                                        "2.let UNHCR speak with each of them",
                                        "請不要遣返這九個人。",
                                        "Respectfully yours,",
                                        "Mara Oyelaran-Lind",
                                        "한서윤",
                                        "Copies to: UNHCR Representation",
                                        "1List of the nine, third version.",
                                        "4Agreement of 1 December 1995.",
                                        "page 1 of"};
    for (isize i = 0; i < COUNTOF(parts); i++)
        if (!text_says(r.whole, parts[i], t->a))
            test_fail(__FILE__, __LINE__, "'%s' is not in\n%.*s", parts[i], FS(r.whole));
    CHECK(!text_says(r.whole, "nine people [not checked]", t->a));
    CHECK(!text_says(r.whole, "DRAFT", t->a));
    CHECK_STR(r.title, S("Appeal for nine people"));
}

TEST(the_plain_text_is_attached)
{
    struct paper_letter l = letter_full(t->a);
    struct str text;
    CHECK_OK(paper_letter_text(&text, &l, t->a, &err));
    CHECK(text.n > 500);
    CHECK_STR(read_letter(&l, t->a).attached, text);
}

TEST(the_same_letter_is_the_same_bytes)
{
    struct paper_letter l = letter_full(t->a);
    struct str one, two;
    CHECK_OK(paper_letter_pdf(&one, &l, t->a, &err));
    CHECK_OK(paper_letter_pdf(&two, &l, t->a, &err));
    CHECK(str_eq(one, two));
    static const int64_t times[] = {1709510400, 1, -86400, 951782399, 4107542400};
    for (isize i = 0; i < COUNTOF(times); i++) {
        l.written = times[i];
        CHECK_INT(read_letter(&l, t->a).created, times[i]);
    }
    l.written = 0;
    CHECK_INT(read_letter(&l, t->a).created, -1);
}

/* libqpdf would else make it from the clock: the same for both letters, and another tomorrow. */
TEST(the_identifier_of_a_pdf_comes_from_its_content)
{
    struct paper_letter l = letter_full(t->a);
    struct str one, two;
    CHECK_OK(paper_letter_pdf(&one, &l, t->a, &err));
    l.salutation = S("Dear Governor,");
    CHECK_OK(paper_letter_pdf(&two, &l, t->a, &err));
    isize at_one = str_find(one, S("/ID [<")), at_two = str_find(two, S("/ID [<"));
    CHECK(at_one >= 0 && at_two >= 0);
    CHECK(!str_eq(str_part(one, at_one, at_one + 30), str_part(two, at_two, at_two + 30)));
}

TEST(long_letters_carry_their_marks_on_every_page)
{
    struct paper_letter l = letter_full(t->a);
    l.draft = l.demonstration = true;
    for (int i = 0; i < 300; i++)
        block_run(
            letter_block(&l, PAPER_PARAGRAPH, t->a),
            "Nobody should be sent back to where torture waits for them, and nobody should have to "
            "prove with papers what everybody knows. Their families ask only where they are; we "
            "ask "
            "with them, and we shall go on asking until there is an answer in writing.",
            t->a);
    struct pdf_text r = read_letter(&l, t->a);
    CHECK(r.pages.n >= 25 && r.pages.n < 40);
    for (isize i = 0; i < r.pages.n; i++) {
        struct str number = str_format(t->a, "page %td of %td", i + 1, r.pages.n);
        CHECK(text_says(r.pages.at[i], "DRAFT, not to be sent. Facts not checked: 2", t->a));
        CHECK(text_says(r.pages.at[i], "DEMONSTRATION", t->a));
        CHECK(text_says(r.pages.at[i], str_to_c(t->a, number), t->a));
    }
}

TEST(marks_speak_the_letters_language)
{
    static const char *const say[][4] = {{"ko", "초안", "시연용", "[확인"},
                                         {"zh-Hans", "草稿", "演示", "[未"},
                                         {"zh-Hant", "草稿", "示範", "[未"}};
    for (isize i = 0; i < COUNTOF(say); i++) {
        struct paper_letter l = letter_full(t->a);
        l.lang = str_from_c(say[i][0]);
        l.draft = l.demonstration = true;
        struct pdf_text r = read_letter(&l, t->a);
        for (isize k = 1; k < 4; k++)
            CHECK(text_says(r.whole, say[i][k], t->a) && text_says(r.attached, say[i][k], t->a));
        CHECK(!text_says(r.whole, "DEMONSTRATION: the", t->a));
    }
}

TEST(footnotes_must_fit_their_references)
{
    struct str pdf = S("untouched");
    struct paper_letter l = letter_full(t->a);
    l.notes.n = 3;
    CHECK_FAILS(paper_letter_pdf(&pdf, &l, t->a, &err), E_INVALID);
    l.notes.n = 4;
    l.notes.at[3].number = 3;
    CHECK_FAILS(paper_letter_pdf(&pdf, &l, t->a, &err), E_INVALID);
    CHECK_STR(pdf, S("untouched"));
}

TEST(letters_have_limits)
{
    struct str pdf, long_word = {NEWN(t->a, char, PAPER_BLOCK_MAX + 1), PAPER_BLOCK_MAX + 1};
    struct paper_letter l = letter_full(t->a), many = l;
    l.subject = long_word;
    CHECK_FAILS(paper_letter_pdf(&pdf, &l, t->a, &err), E_LIMIT);
    l = letter_full(t->a);
    l.body.at[0].runs.at[0].text = long_word;
    CHECK_FAILS(paper_letter_pdf(&pdf, &l, t->a, &err), E_LIMIT);
    while (many.addressee.n <= PAPER_HEAD_MAX)
        str_list_add(&many.addressee, S("x"), t->a);
    CHECK_FAILS(paper_letter_pdf(&pdf, &many, t->a, &err), E_LIMIT);
}

TEST(a_letter_can_be_empty)
{
    struct paper_letter l = {0};
    struct pdf_text r = read_letter(&l, t->a);
    CHECK_INT(r.pages.n, 1);
    CHECK(text_says(r.pages.at[0], "page 1 of 1", t->a));
    *letter_block(&l, PAPER_PARAGRAPH, t->a) = (struct paper_block){0};
    letter_block(&l, PAPER_NEW_PAGE, t->a);
    CHECK_INT(read_letter(&l, t->a).pages.n, 1);
}

TEST(hostile_text_makes_a_sound_pdf)
{
    static const char *const hostile[] = {
        "\x01\x02\x1b[31m",
        "\xe2\x80\xae override without end",
        "\xff\xfe\xed\xa0\x80",
        "</Title>) Tj ET (",
        "a\xcc\x80\xcc\x80\xcc\x80\xcc\x80\xcc\x80\xcc\x80\xcc\x80",
        "\xee\x80\x80 private",
        "\xf0\x92\x80\x80 cuneiform",
        "\xe2\x80\x8b\xe2\x81\xa0\xef\xbb\xbf",
        "%s%n{n}",
        "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d (a) \xd8\xb3\xd9\x84\xd8\xa7\xd9\x85"};
    struct paper_letter l = letter_full(t->a);
    for (isize i = 0; i < COUNTOF(hostile); i++) {
        struct str s = str_from_c(hostile[i]);
        struct paper_run *r =
            block_run(letter_block(&l, (enum paper_block_kind)(i % 4), t->a), hostile[i], t->a);
        r->lang = s;
        r->style = PAPER_FACT;
        str_list_add(&l.copies, s, t->a);
        str_list_add(&l.signatures, s, t->a);
    }
    l.subject = str_from_c(hostile[3]);
    l.organisation = S("a\0b");
    struct pdf_text r = read_letter(&l, t->a);
    CHECK(text_says(r.pages.at[0], hostile[3], t->a));
    CHECK(text_says(r.attached, "\xee\x80\x80 private",
                    t->a)); /* no font has it; the words are kept */
    CHECK(text_says(r.attached, "%s%n{n}", t->a));
}

TEST(any_bytes_make_a_sound_pdf)
{
    for (int i = 0; i < 25; i++) {
        struct paper_letter l = letter_full(t->a);
        for (isize k = 0; k < l.body.n; k++)
            for (isize m = 0; m < l.body.at[k].runs.n; m++)
                l.body.at[k].runs.at[m].text = test_random_text(t, 60);
        l.notes.at[1].text = test_random_text(t, 200);
        l.addressee.at[0] = test_random_text(t, 60);
        struct str pdf;
        CHECK_OK(paper_letter_pdf(&pdf, &l, t->a, &err));
        pdf_check(pdf);
    }
}

/* 활산에서 온 사람들: no line ends inside a word, though UAX 14 would allow it. */
TEST(korean_is_broken_between_words)
{
    struct paper_letter l = {.lang = S("ko")};
    struct paper_block *b = letter_block(&l, PAPER_PARAGRAPH, t->a);
    for (int i = 0; i < 60; i++)
        block_run(b, i % 7 ? "국경마을사람들은 " : "돌려보내지말아주십시오. ", t->a);
    struct str rest = read_letter(&l, t->a).pages.at[0], line;
    isize lines = 0;
    while (str_line(&rest, &line)) {
        struct str end = str_trim(line);
        if (str_find(end, S("국경")) < 0 && str_find(end, S("돌려")) < 0)
            continue;
        lines++;
        CHECK(str_ends(end, S("사람들은")) || str_ends(end, S("주십시오.")));
    }
    CHECK(lines > 5);
}
