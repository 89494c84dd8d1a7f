/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/pages/pages.h"
#include "web/route.h"

/* clang-format off */
const struct route web_routes[] = {
    {GET,  "/cairn.css",   page_style, .needs = RIGHT_NONE},
    {GET,  "/cairn.svg",   page_icon, .needs = RIGHT_NONE},
    {GET,  "/sign-in",     page_sign_in, .needs = RIGHT_NONE},
    {POST, "/sign-in",     post_sign_in, .needs = RIGHT_NONE, .slow = true},
    {GET,  "/sign-in/:id", page_sign_in_link, .needs = RIGHT_NONE},
    {POST, "/lock",        post_lock, .needs = RIGHT_READ},
    {GET,  "/more/parts",  page_parts, .needs = RIGHT_READ},
    {POST, "/more/parts",  post_parts, .needs = RIGHT_READ},
    {0},
};
/* clang-format on */
