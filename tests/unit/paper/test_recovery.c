/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/list.h"
#include "letters.h"

#define WORDS "lusab-babad-gutih-tugad-gutuk-bisog-mudof-sakat-haguz"

static struct paper_recovery papers(struct arena *a)
{
    struct paper_recovery r = {.vault = S("Hwalsan nine 활산"),
                               .id = S("3f2a91c0"),
                               .made_on = S("4 March 2024"),
                               .needed = 2};
    for (int i = 1; i <= 3; i++)
        *LIST_ADD(&r.shares, a) = (struct paper_share){.number = i, .words = S(WORDS)};
    return r;
}

TEST(each_share_has_a_page_in_three_languages)
{
    struct paper_recovery r = papers(t->a);
    struct str pdf;
    CHECK_OK(paper_recovery_pdf(&pdf, &r, t->a, &err));
    pdf_check(pdf);
    struct pdf_text text = pdf_read(pdf, t->a);
    CHECK_INT(text.pages.n, 3);
    for (isize i = 0; i < 3; i++) {
        struct str title = str_format(t->a, "Recovery paper %td of 3", i + 1);
        CHECK(text_says(text.pages.at[i], str_to_c(t->a, title), t->a));
        static const char *const parts[] = {"Hwalsan nine 활산",
                                            "3f2a91c0",
                                            "lusab",
                                            "haguz",
                                            "English",
                                            "한국어",
                                            "Any 2 of these 3 papers open the case file"};
        for (isize k = 0; k < COUNTOF(parts); k++)
            CHECK(text_says(text.pages.at[i], parts[k], t->a));
    }
}

TEST(the_same_shares_are_the_same_bytes)
{
    struct paper_recovery r = papers(t->a);
    struct str one, two;
    CHECK_OK(paper_recovery_pdf(&one, &r, t->a, &err));
    CHECK_OK(paper_recovery_pdf(&two, &r, t->a, &err));
    CHECK(str_eq(one, two));
}

TEST(recovery_papers_have_limits)
{
    struct str pdf;
    struct paper_recovery r = papers(t->a);
    r.needed = 4;
    CHECK_FAILS(paper_recovery_pdf(&pdf, &r, t->a, &err), E_INVALID);
    r = papers(t->a);
    r.shares.n = 0;
    CHECK_FAILS(paper_recovery_pdf(&pdf, &r, t->a, &err), E_LIMIT);
    r = papers(t->a);
    r.shares.at[2].words = S("");
    CHECK_FAILS(paper_recovery_pdf(&pdf, &r, t->a, &err), E_LIMIT);
    r.shares.at[2].words =
        S("a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a");
    CHECK_FAILS(paper_recovery_pdf(&pdf, &r, t->a, &err), E_LIMIT);
}
