/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pages.h - the functions that routes.c names, by file. */
#ifndef WEB_PAGES_PAGES_H
#define WEB_PAGES_PAGES_H

#include "web/request.h"

/* style.c */
page_fn page_style, page_icon;

/* sign_in.c: the way in and out */
page_fn page_sign_in, page_sign_in_link, post_sign_in, post_lock;
/* A form that came after its session had ended: sign in, and what was typed is still there. */
page_fn page_lapsed;

/* parts.c: every part of the look, with an invented case */
page_fn page_parts, post_parts;

#endif
