/* SPDX-License-Identifier: GPL-3.0-or-later */
/* letters.h - how commands name a letter that was kept: by its id, or by its number once final. */
#ifndef CLI_LETTERS_H
#define CLI_LETTERS_H

#include "act/final.h"
#include "cli/cmd.h"

MUST_CHECK bool app_letter(struct kept *out, struct run *r, struct str word, struct err *err);

#endif
