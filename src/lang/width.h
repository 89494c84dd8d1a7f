/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * width.h - how many columns of a terminal a text takes.
 *
 * East Asian wide and full-width characters take two (UAX 11), combining and invisible ones none,
 * all others one; a malformed byte one, for the mark that is shown instead.
 */
#ifndef LANG_WIDTH_H
#define LANG_WIDTH_H

#include "base/str.h"

int char_columns(int32_t cp);
isize text_columns(struct str s);

#endif
