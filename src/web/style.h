/* SPDX-License-Identifier: GPL-3.0-or-later */
/* style.h - the one style sheet, in the program, under an address that changes when it does. */
#ifndef WEB_STYLE_H
#define WEB_STYLE_H

#include "base/str.h"

struct str style_sheet(void);
struct str style_version(struct arena *a); /* of its content: part of its address */

#endif
