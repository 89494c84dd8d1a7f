/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clean.h - text as it may stand on paper.
 *
 * Words stay as they are. Malformed bytes, control characters and noncharacters become U+FFFD,
 * every kind of line end becomes "\n" (a space in clean_line), a tab becomes a space. Directional
 * embeddings, overrides and isolates (UAX 9) are closed at the end, and those that close nothing
 * are left out, so that a name cannot turn round the sentence after it.
 */
#ifndef PAPER_CLEAN_H
#define PAPER_CLEAN_H

#include "base/str.h"

struct str clean_text(struct str s, struct arena *a);
struct str clean_line(struct str s, struct arena *a); /* also trimmed */

#endif
