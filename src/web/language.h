/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * language.h - which of our languages a reader wants.
 *
 * In this order: ?lang= in the address (then remembered in a cookie), the cookie, the browser's
 * Accept-Language (RFC 9110, 12.5.4), the program's own.
 */
#ifndef WEB_LANGUAGE_H
#define WEB_LANGUAGE_H

#include "lang/msg.h"

/* False if the header names none of ours. Bounded whatever it holds. */
bool language_from_header(enum language *out, struct str accept_language);

#endif
