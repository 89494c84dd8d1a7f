/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Consent sheets to print: one for each of the five ways something may go, in each language. */
#include "web/desk.h"
#include "web/pages/pages.h"
#include "web/respond.h"

bool page_sheets(struct request *req, struct err *err)
{
    static const char *const levels[] = {"inside", "un_confidence", "un_government", "public_code",
                                         "public_name"};
    struct view_sheet v = {.lang = req->lang};
    struct str level = params_get(&req->query, S("level"));
    enum language lang;
    for (int i = 0; i < COUNTOF(levels); i++)
        if (str_eq(level, str_from_c(levels[i])))
            v.level = i;
    if (language_from_tag(&lang, params_get(&req->query, S("in"))))
        v.lang = lang;
    struct page page = {.title = TR("Consent sheets"), .place = PLACE_MORE};
    struct html *h = page_begin(req, &page);
    view_sheets(h, &v);
    return page_end(req, h, err);
}
