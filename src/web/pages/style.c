/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/style.h"

#include "web/pages/pages.h"
#include "web/respond.h"

bool page_style(struct request *req, struct err *err)
{
    (void)err;
    return respond_asset(req, S("text/css; charset=utf-8"), style_sheet());
}

bool page_icon(struct request *req, struct err *err)
{
    (void)err;
    return respond_asset(req, S("image/svg+xml"), style_icon());
}
