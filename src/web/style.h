/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * style.h - the one style sheet and the one picture, in the program. Pages name them by an address
 * that changes when they do, so browsers may keep them for ever.
 */
#ifndef WEB_STYLE_H
#define WEB_STYLE_H

#include "base/str.h"

struct str style_sheet(void);
struct str style_icon(void);                                   /* SVG */
struct str style_version(struct str content, struct arena *a); /* the part that changes */

#endif
