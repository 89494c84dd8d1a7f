/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "pdf_make.h"
#include "read/format/formats.h"
#include "read/format/refusal.h"
#include "test.h"

static const struct old_font korean = {"KSCms-UHC-H", "Korea1", "HYSMyeongJo-Medium"};
static const struct old_font hant = {"ETen-B5-H", "CNS1", "MSung-Light"};

static void check_refused(struct str bytes, struct arena *a, const char *word)
{
    struct parsed p = {0};
    struct err err = {0};
    CHECK(!pdf_parse(&p, bytes, a, &err));
    CHECK_INT(err.code, E_INVALID);
    CHECK_STR(str_from_c(err.detail), str_from_c(word));
}

TEST(an_old_pdf_without_its_font_is_read)
{
    struct parsed p = {0};
    struct str two[] = {S("\xb0\xad\xc1\xa6\xbc\xdb\xc8\xaf"),
                        S("\x94\xee")}; /* UHC beyond KS X 1001 */
    CHECK_OK(pdf_parse(&p, pdf_make(t->a, &korean, two, 2), t->a, &err));
    CHECK_STR(p.text, S("강제송환\n뷁\n"));
    CHECK_INT(p.pages.n, 2);
    CHECK_STR(str_part(p.text, p.pages.at[1].offset, p.pages.at[1].offset + p.pages.at[1].length),
              S("뷁"));
    struct str one[] = {S("\xbb\xba\xaa\xf0")};
    CHECK_OK(pdf_parse(&p, pdf_make(t->a, &hant, one, 1), t->a, &err));
    CHECK_STR(p.text, S("遣返\n"));
}

TEST(a_scan_has_pages_and_no_text)
{
    struct parsed p = {0};
    struct str none[] = {S(""), S("")};
    CHECK_OK(pdf_parse(&p, pdf_make(t->a, &korean, none, 2), t->a, &err));
    CHECK_INT(p.pages.n, 2);
    CHECK_INT(p.text.n, 0);
}

TEST(damaged_files_are_refused)
{
    struct str line[] = {S("\xb0\xad")};
    struct str good = pdf_make(t->a, &korean, line, 1);
    check_refused(S("%PDF-1.4\nnothing else\n%%EOF"), t->a, REFUSAL_DAMAGED);
    check_refused(str_part(good, 0, good.n - 100), t->a, REFUSAL_CUT);
}

TEST(a_locked_file_is_refused)
{
    struct str line[] = {S("\xb0\xad")};
    check_refused(pdf_encrypted(t->a, pdf_make(t->a, &korean, line, 1)), t->a, REFUSAL_ENCRYPTED);
}

TEST(a_pdf_with_any_changed_bytes_does_no_harm)
{
    struct str line[] = {S("\xb0\xad\xc1\xa6\xbc\xdb\xc8\xaf")};
    struct str good = pdf_make(t->a, &korean, line, 1);
    for (int round = 0; round < 300; round++) {
        char *bad = NEWN(t->a, char, good.n);
        memcpy(bad, good.p, (size_t)good.n);
        for (uint64_t k = 0; k <= test_random(t, 4); k++)
            bad[test_random(t, (uint64_t)good.n)] = (char)(unsigned char)test_random(t, 256);
        struct parsed p = {0};
        struct err why = {0};
        if (pdf_parse(&p, (struct str){bad, good.n}, t->a, &why))
            CHECK_OK(tidy_parsed(&p, t->a, &err));
    }
}
